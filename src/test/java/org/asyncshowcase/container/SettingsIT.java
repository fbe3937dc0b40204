package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import org.asyncshowcase.testing.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A setting that cannot be used stops the start of the application, and says so. */
@ParameterizedClass(name = "Tomcat {0}")
@MethodSource("org.asyncshowcase.testing.Tomcat#sevenAndNine")
class SettingsIT {

    @Parameter
    String version;

    @Test
    void namesTheSettingThatStopsTheStart() throws Exception {
        try (App app = App.start(version, "SettingsIT", "-Dasync.timeout=soon")) {
            HttpResponse<String> response = app.get("/status");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(app.log())
                    .contains("The setting async.timeout must be a whole number from", "and is: soon");
        }
    }
}
