package org.asyncshowcase.callable;

import java.io.IOException;
import java.util.concurrent.Callable;

import javax.servlet.http.Part;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;

/**
 * Deletes an upload's temporary file when its request is over: answered, failed, timed out or rejected.
 * Spring 5.2 cleans up multipart requests only where no async processing was started ({@code DispatcherServlet.doDispatch}).
 */
final class DeletePartInterceptor implements CallableProcessingInterceptor {

    private static final Logger log = LoggerFactory.getLogger(DeletePartInterceptor.class);

    private final Part part;

    DeletePartInterceptor(Part part) {
        this.part = part;
    }

    /** Called by a container thread, once, however the request ended. */
    @Override
    public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
        try {
            part.delete();
        } catch (IOException ex) {
            log.warn("The temporary file of an upload could not be deleted", ex);
        }
    }
}
