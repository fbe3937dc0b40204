package org.asyncshowcase.testing;

import java.net.http.HttpRequest;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The one user of an application that was started with {@link #SETTING}. */
public final class Login {

    public static final String USER = "user";
    public static final String PASSWORD = "right";
    /** Of that password, by the fastest bcrypt that there is. */
    public static final String SETTING =
            "-Dsecurity.password-hash=$2a$04$HLx5o8iyJ8dytnahs4ue4e0wsMKk7xxuvrS2NuUSX9c.MwFJ9ycca";

    private Login() {
    }

    /** A request of a script: user and password, and no cookie. */
    public static HttpRequest.Builder script(App app, String path) {
        return script(app, path, USER, PASSWORD);
    }

    public static HttpRequest.Builder script(App app, String path, String user, String password) {
        return app.stranger(path).header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
    }
}
