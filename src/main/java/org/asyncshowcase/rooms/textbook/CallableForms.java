package org.asyncshowcase.rooms.textbook;

import java.util.concurrent.Callable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.async.WebAsyncTask;

/** A Callable as the reference manual has it, and a WebAsyncTask. The worker's thread returns the name of a view. */
@Controller
class CallableForms {

    private static final int WORK_MILLIS = 500;
    private static final long TIMEOUT_MILLIS = 30_000;

    /** What is put into the model within the Callable is there when the view is rendered. */
    @GetMapping("/textbook/callable")
    Callable<String> callable(Model model) {
        return work(model, "Callable", "textbook/form");
    }

    /** The blog's form. Not behind a filter that buffers: on Tomcat 11 a forward ends the answer, and loses the buffer. */
    @GetMapping("/textbook/callable/forward")
    Callable<String> forward(Model model) {
        return work(model, "Callable, forward:", "forward:/WEB-INF/views/textbook/form.jsp");
    }

    /** The executor by the name of its bean: MVC asks its BeanFactory for it when the handler has returned. */
    @GetMapping("/textbook/task")
    WebAsyncTask<String> task(Model model) {
        return new WebAsyncTask<>(TIMEOUT_MILLIS, "textbookPartner", work(model, "WebAsyncTask", "textbook/form"));
    }

    /** No bean has this name. No start finds it out: the request is answered 500, and the log says why. */
    @GetMapping("/textbook/task/wrong")
    WebAsyncTask<String> wrong(Model model) {
        return new WebAsyncTask<>(TIMEOUT_MILLIS, "textbookPartnr", work(model, "WebAsyncTask", "textbook/form"));
    }

    private static Callable<String> work(Model model, String form, String view) {
        return () -> {
            Thread.sleep(WORK_MILLIS);
            model.addAttribute("form", form);
            model.addAttribute("worker", Thread.currentThread().getName());
            return view;
        };
    }
}
