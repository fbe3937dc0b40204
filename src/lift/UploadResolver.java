package org.asyncshowcase.web;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardMultipartHttpServletRequest;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/**
 * Bounds what the container has read of an upload: how many parts, and how much of fields that are no files. The container
 * deletes the files itself, when it uses the request again.
 */
final class UploadResolver extends StandardServletMultipartResolver {

    private final int fieldsLimit;
    private final int partsLimit;

    /** @param fieldsLimit bytes of all fields that are no files: they are read into memory */
    UploadResolver(int fieldsLimit, int partsLimit) {
        this.fieldsLimit = fieldsLimit;
        this.partsLimit = partsLimit;
    }

    /** An error page has nothing to do with what was uploaded, and may be shown because of it. */
    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST && super.isMultipart(request);
    }

    /** Called by the request's thread; the parts are read where a handler asks for one. */
    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        return new StandardMultipartHttpServletRequest(request, true) {
            @Override
            protected void initializeMultipart() {
                bound(getRequest());
                super.initializeMultipart();
            }
        };
    }

    private void bound(HttpServletRequest request) {
        long fields = 0;
        int count = 0;
        try {
            for (Part part : request.getParts()) {
                count++;
                fields += part.getSubmittedFileName() == null ? part.getSize() : 0;
            }
        } catch (IOException | ServletException | IllegalStateException ex) {
            // the container's own bounds, too
            throw new MultipartException("The parts cannot be read", ex);
        }
        if (count > partsLimit) {
            throw new MultipartException("More than " + partsLimit + " parts");
        }
        if (fields > fieldsLimit) {
            throw new MultipartException("The fields are too large", new BodyTooLargeException(fieldsLimit));
        }
    }
}
