package org.asyncshowcase.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a class once for each Tomcat that the system property {@code containers} lists, each with an {@link App} of its
 * own. The value: arguments for the JVM, such as {@code -Dasync.timeout=1000}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OnEachTomcat.Apps.class)
@interface OnEachTomcat {

    String[] value() default {};

    /** The versions to run on, if they are listed: for what takes long. Empty: all. */
    String[] on() default {};

    /** Starts a Tomcat when its turn comes; JUnit closes it. */
    class Apps extends AnnotationBasedArgumentsProvider<OnEachTomcat> {

        @Override
        protected Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
                ExtensionContext context, OnEachTomcat annotation) {
            String name = context.getRequiredTestClass().getSimpleName();
            List<String> on = List.of(annotation.on());
            return Tomcat.versions().filter(version -> on.isEmpty() || on.contains(version.split("\\.")[0])).map(version ->
                    Arguments.of(App.start(version, name, annotation.value())));
        }
    }
}
