package org.asyncshowcase.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Gives the class an {@link App} on each of its Tomcats ({@link Runs}). Without a value it is the
 * {@linkplain Tomcat#shared shared} one, which the class must leave at rest. With a value it is the class's own, and the
 * value are arguments for the JVM, such as {@code -Dasync.timeout=1000}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(WithApp.Apps.class)
public @interface WithApp {

    String[] value() default {};

    /** Whether the application is configured in Java; then with a value. */
    boolean javaConfig() default false;

    /** Takes or starts a Tomcat when its turn comes; JUnit closes the App. */
    class Apps extends AnnotationBasedArgumentsProvider<WithApp> {

        @Override
        protected Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context, WithApp annotation) {
            String name = context.getRequiredTestClass().getSimpleName();
            boolean shared = annotation.value().length == 0;
            return Runs.Here.containers(context.getRequiredTestClass()).map(container -> Arguments.of(
                    shared ? App.shared(container) : annotation.javaConfig()
                            ? App.start(container, name, JavaConfigWar.pack(), annotation.value())
                            : App.start(container, name, annotation.value())));
        }
    }
}
