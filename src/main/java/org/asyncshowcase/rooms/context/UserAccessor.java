package org.asyncshowcase.rooms.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** The user, as Spring Security keeps it for a thread. Spring Security itself carries it to a Callable alone. */
final class UserAccessor implements ThreadLocalAccessor<Authentication> {

    @Override
    public Object key() {
        return UserAccessor.class.getName();
    }

    /**
     * By value: a SecurityContext is the session's own, in which a later request may log out. A thread that has none is left
     * so: to ask makes an empty one.
     */
    @Override
    public Authentication getValue() {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        if (user == null) {
            SecurityContextHolder.clearContext();
        }
        return user;
    }

    @Override
    public void setValue(Authentication user) {
        SecurityContextHolder.setContext(new SecurityContextImpl(user));
    }

    @Override
    public void setValue() {
        SecurityContextHolder.clearContext();
    }
}
