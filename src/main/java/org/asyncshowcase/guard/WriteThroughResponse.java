package org.asyncshowcase.guard;

import java.io.IOException;

import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** A response for a filter through which every write of bytes is to pass. */
public abstract class WriteThroughResponse extends HttpServletResponseWrapper {

    private ServletOutputStream out;

    protected WriteThroughResponse(HttpServletResponse response) {
        super(response);
    }

    /** What writes to the container's response. */
    public interface Write {
        void run() throws IOException;
    }

    /** Called by the thread that writes, flushes or closes. */
    protected abstract void write(Write write) throws IOException;

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new Output(super.getOutputStream());
        }
        return out;
    }

    @Override
    public void flushBuffer() throws IOException {
        write(super::flushBuffer);
    }

    /** The container's stream. */
    private final class Output extends ServletOutputStream {

        private final ServletOutputStream out;

        Output(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            WriteThroughResponse.this.write(() -> out.write(bytes, from, length));
        }

        @Override
        public void write(int one) throws IOException {
            WriteThroughResponse.this.write(() -> out.write(one));
        }

        @Override
        public void flush() throws IOException {
            WriteThroughResponse.this.write(out::flush);
        }

        @Override
        public void close() throws IOException {
            WriteThroughResponse.this.write(out::close);
        }
    }
}
