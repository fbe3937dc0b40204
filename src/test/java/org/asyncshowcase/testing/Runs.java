package org.asyncshowcase.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

/**
 * Where a class of container tests runs, and when: each has this. The rule: it runs on more than one Tomcat only if it
 * asserts something that the container decides. {@code mvn verify} takes the first and the last Tomcat, {@code -Pmatrix} the
 * rest: docs/testing.md.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({Runs.Here.class, WhatTheServerKnew.class})
public @interface Runs {

    On on();

    /** Whether {@code mvn verify} leaves it out, wherever it runs: what takes long, or what no change breaks in passing. */
    boolean inMatrixOnly() default false;

    /** Which of the Tomcats that the system property {@code containers} lists, from old to new. */
    enum On {

        /** And on each JDK that is listed. */
        EACH_TOMCAT,
        /** On the first and on the last: what old containers do otherwise. */
        OLD_AND_NEW,
        OLD,
        NEW;

        private List<String> of(List<String> listed) {
            List<String> plain = listed.stream().filter(each -> !each.contains("@")).collect(toList());
            String old = (plain.isEmpty() ? listed : plain).get(0);
            String last = plain.isEmpty() ? old : plain.get(plain.size() - 1);
            switch (this) {
            case EACH_TOMCAT:
                return listed;
            case OLD_AND_NEW:
                return Stream.of(old, last).distinct().collect(toList());
            default:
                return List.of(this == OLD ? old : last);
            }
        }
    }

    /** Skips a class that has no Tomcat in this run. */
    class Here implements ExecutionCondition {

        /** The Tomcats of a class in this run, but for those whose JDK is not installed. */
        public static Stream<String> containers(Class<?> test) {
            Runs runs = findAnnotation(test, Runs.class).orElseThrow(() -> new IllegalStateException("No @Runs: " + test));
            List<String> quick = runs.inMatrixOnly() ? List.of() : runs.on().of(listed("containers.quick"));
            return runs.on().of(listed("containers")).stream().filter(each -> now(runs, quick.contains(each)))
                    .filter(each -> Jdk.of(each).isPresent());
        }

        private static boolean now(Runs runs, boolean inQuickRun) {
            switch (System.getProperty("tests")) {
            case "quick":
                return !runs.inMatrixOnly();
            case "others":
                return !inQuickRun;
            default:
                return true;
            }
        }

        private static List<String> listed(String property) {
            return List.of(System.getProperty(property).split(","));
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return containers(context.getRequiredTestClass()).findFirst().isPresent()
                    ? enabled("it has a Tomcat") : disabled("not in this run: docs/testing.md");
        }
    }

    /** Gives the class its Tomcats, by name. */
    class Containers implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Here.containers(context.getRequiredTestClass()).map(Arguments::of);
        }
    }
}
