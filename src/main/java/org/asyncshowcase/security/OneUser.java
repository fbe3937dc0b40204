package org.asyncshowcase.security;

import java.security.SecureRandom;
import java.util.Base64;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The one user of the settings, by form or by Basic; where your users are, use Spring's DaoAuthenticationProvider. */
final class OneUser implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(OneUser.class);

    private static final int REMEMBERED = 10_000;
    /** What is 128 bits by chance is not guessed, however fast its hash is. */
    private static final int FASTEST = 4;

    private final String name;
    private final String hash;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final FailedLogins failed = new FailedLogins(REMEMBERED, System::currentTimeMillis);

    /**
     * @param passwordHash by bcrypt; empty: a password is made, which the log names once
     * @throws IllegalArgumentException if it is no such hash: the start ends here
     */
    OneUser(String name, String passwordHash) {
        this.name = name;
        this.hash = passwordHash.isEmpty() ? ofNewPassword(name) : passwordHash;
        if (!hash.matches("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
            throw new IllegalArgumentException("The setting security.password-hash must be a hash by bcrypt");
        }
    }

    private static String ofNewPassword(String name) {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        log.info("No security.password-hash is set: until the next start {} has the password {}", name, password);
        return new BCryptPasswordEncoder(FASTEST).encode(password);
    }

    /** Called by a container's thread. The hash is computed for any user: the time says nothing of who there is. */
    @Override
    public Authentication authenticate(Authentication sent) {
        String user = sent.getName();
        String address = sent.getDetails() instanceof WebAuthenticationDetails
                ? ((WebAuthenticationDetails) sent.getDetails()).getRemoteAddress() : "";
        long seconds = failed.secondsUntilNext(user, address);
        if (seconds > 0) {
            throw new TooManyLoginsException(seconds);
        }
        if (!encoder.matches(String.valueOf(sent.getCredentials()), hash) || !user.equals(name)) {
            failed.add(user, address);
            throw new BadCredentialsException("the user or the password is wrong");
        }
        failed.forget(user, address);
        return new UsernamePasswordAuthenticationToken(name, null, AuthorityUtils.createAuthorityList("ROLE_USER"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
