package org.asyncshowcase.web;

import java.util.List;
import java.util.concurrent.Callable;

import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;

import org.apache.commons.fileupload.FileItem;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.commons.CommonsMultipartResolver;

import static java.util.stream.Collectors.toList;

/**
 * Reads an upload where a handler asks for it, and nowhere else. Its files are deleted when its request ends; Spring 5.2
 * does so only where no async processing was started. The container reads no parts: Tomcat 7 would take any number.
 */
final class UploadResolver extends CommonsMultipartResolver {

    private final int fieldsLimit;

    /** @param fieldsLimit bytes of all fields that are no files: they are read into memory */
    UploadResolver(int fieldsLimit) {
        this.fieldsLimit = fieldsLimit;
        setResolveLazily(true);
    }

    /** An error page has nothing to do with what was uploaded, and may be shown because of it. */
    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST && super.isMultipart(request);
    }

    /** Called by the request's thread. */
    @Override
    protected MultipartParsingResult parseRequest(HttpServletRequest request) {
        MultipartParsingResult parsed = super.parseRequest(request);
        WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
        Cleanup cleanup = new Cleanup(parsed);
        async.registerCallableInterceptor(cleanup, cleanup);
        async.registerDeferredResultInterceptor(cleanup, cleanup);
        return parsed;
    }

    /** Called by a container's thread, when a request that went asynchronous is over. */
    private final class Cleanup implements CallableProcessingInterceptor, DeferredResultProcessingInterceptor {

        private final MultipartParsingResult parsed;

        Cleanup(MultipartParsingResult parsed) {
            this.parsed = parsed;
        }

        @Override
        public <T> void afterCompletion(NativeWebRequest request, Callable<T> task) {
            cleanupFileItems(parsed.getMultipartFiles());
        }

        @Override
        public <T> void afterCompletion(NativeWebRequest request, DeferredResult<T> result) {
            cleanupFileItems(parsed.getMultipartFiles());
        }
    }

    /** Each item is a file by now; of those that are fields Spring keeps the text alone. */
    @Override
    protected MultipartParsingResult parseFileItems(List<FileItem> items, String encoding) {
        List<FileItem> fields = items.stream().filter(FileItem::isFormField).collect(toList());
        if (fields.stream().mapToLong(FileItem::getSize).sum() > fieldsLimit) {
            items.forEach(FileItem::delete);
            throw new MultipartException("The fields are too large", new BodyTooLargeException(fieldsLimit));
        }
        MultipartParsingResult parsed = super.parseFileItems(items, encoding);
        fields.forEach(FileItem::delete);
        return parsed;
    }
}
