package org.asyncshowcase.container;

import java.net.http.HttpResponse;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A setting that cannot be used stops the start of the application, and says so. */
@Runs(on = On.NEW)
@ParameterizedClass(name = "Tomcat {0}")
@ArgumentsSource(Runs.Containers.class)
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
