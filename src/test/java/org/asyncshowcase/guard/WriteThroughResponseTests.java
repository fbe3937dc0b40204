package org.asyncshowcase.guard;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class WriteThroughResponseTests {

    private int passed;
    private final WriteThroughResponse response = new WriteThroughResponse(new MockHttpServletResponse()) {

        @Override
        protected void write(Write write) throws IOException {
            passed++;
            write.run();
        }
    };

    /** As Spring flushes the bytes of an emitter: its converter, twice, and the response. */
    @Test
    void flushesOnceForEachWrite() throws IOException {
        for (int event = 1; event <= 3; event++) {
            response.getOutputStream().write(new byte[10]);
            response.getOutputStream().flush();
            response.getOutputStream().flush();
            response.flushBuffer();

            assertThat(passed).isEqualTo(2 * event);
        }
        response.getOutputStream().write('x');
        response.flushBuffer();
        assertThat(passed).isEqualTo(8);
    }

    /** A JSP writes to the container's writer, which is not seen. */
    @Test
    void flushesWhatIsWrittenAsCharactersEachTime() throws IOException {
        for (int part = 1; part <= 3; part++) {
            response.getWriter().write("part");
            response.flushBuffer();

            assertThat(passed).isEqualTo(part);
        }
    }
}
