package org.asyncshowcase.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedFieldValues;

/**
 * Runs a class once for each Tomcat that the system property {@code containers} lists. Without a value it is the
 * {@linkplain Tomcat#shared shared} one, which the class must leave at rest. With a value it is the class's own, and the
 * value are arguments for the JVM, such as {@code -Dasync.timeout=1000}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachTomcat.Apps.class)
@ExtendWith(OnEachTomcat.TestBegins.class)
public @interface OnEachTomcat {

    public String[] value() default {};

    /**
     * The major versions to run on, if they are listed: for what takes long and is the same on every version; {@code 9@25}
     * on a JDK of its own. Empty: all.
     */
    public String[] on() default {};

    /** Whether the application is configured in Java; then with a value. */
    public boolean javaConfig() default false;

    /** Takes or starts a Tomcat when its turn comes; JUnit closes the App. */
    public class Apps extends AnnotationBasedArgumentsProvider<OnEachTomcat> {

        @Override
        protected Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context, OnEachTomcat annotation) {
            String name = context.getRequiredTestClass().getSimpleName();
            boolean shared = annotation.value().length == 0;
            return Tomcat.versions(annotation.on()).map(container -> Arguments.of(
                    shared ? App.shared(container) : annotation.javaConfig()
                            ? App.start(container, name, JavaConfigWar.pack(), annotation.value())
                            : App.start(container, name, annotation.value())));
        }
    }

    /** Tells the App of each test. */
    public class TestBegins implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            findAnnotatedFieldValues(context.getRequiredTestInstance(), Parameter.class, App.class).forEach(App::beginTest);
        }
    }
}
