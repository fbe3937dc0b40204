package org.asyncshowcase.guard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InterceptorTests {

    @Test
    @SuppressWarnings("unchecked")
    void passesTheCallOnWithTheArgumentsThatItHasChanged() {
        List<String> target = new ArrayList<>();
        List<String> intercepted = Interceptor.before(target, List.class, (method, arguments, call) -> {
            if (method.equals("add")) {
                arguments[0] = arguments[0] + "!";
            }
            return call.proceed();
        });

        assertThat(intercepted.add("a")).isTrue();
        assertThat(intercepted.size()).isEqualTo(1);
        assertThat(target).containsExactly("a!");
    }

    /** The caller knows nothing of the reflection between. */
    @Test
    void throwsWhatTheTargetThrows() {
        Callable<?> failing = () -> {
            throw new IOException("its own");
        };

        Callable<?> intercepted = Interceptor.before(failing, Callable.class, (method, arguments, call) -> call.proceed());

        assertThatThrownBy(intercepted::call).isInstanceOf(IOException.class).hasMessage("its own");
    }
}
