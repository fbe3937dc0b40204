package org.asyncshowcase.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.Parameter;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedFieldValues;

/** Tells the {@link App} of each test that begins; a test that fails says what its server knew. */
final class WhatTheServerKnew implements BeforeEachCallback, TestExecutionExceptionHandler {

    @Override
    public void beforeEach(ExtensionContext context) {
        findAnnotatedFieldValues(context.getRequiredTestInstance(), Parameter.class, App.class).forEach(App::beginTest);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        findAnnotatedFieldValues(context.getRequiredTestInstance(), Parameter.class, App.class)
                .forEach(app -> failure.addSuppressed(new Knew(app.knew())));
        throw failure;
    }

    /** A text, and no trace. */
    private static final class Knew extends Exception {

        Knew(String text) {
            super(text, null, false, false);
        }
    }
}
