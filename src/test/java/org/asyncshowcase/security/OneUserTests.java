package org.asyncshowcase.security;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OneUserTests {

    @Test
    void makesAPasswordThatTheLogNamesOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(OneUser.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        OneUser user;
        try {
            user = new OneUser("ann", "");
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }

        assertThat(log.list).hasSize(1);
        String password = log.list.get(0).getFormattedMessage().replaceFirst(".* the password ", "");
        assertThat(password).hasSize(22);
        assertThat(user.authenticate(sent("ann", password)).isAuthenticated()).isTrue();
        assertThat(List.of(sent("ben", password), sent("ann", "other"), sent("ann", ""))).allSatisfy(each ->
                assertThatThrownBy(() -> user.authenticate(each)).isInstanceOf(BadCredentialsException.class));
    }

    @Test
    void takesNoPasswordInPlaceOfItsHash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OneUser("ann", "secret"))
                .withMessage("The setting security.password-hash must be a hash by bcrypt");
    }

    private static UsernamePasswordAuthenticationToken sent(String user, String password) {
        return new UsernamePasswordAuthenticationToken(user, password);
    }
}
