package org.asyncshowcase.textbook;

import java.util.concurrent.Callable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A Callable as the reference manual has it. */
@Controller
class CallableForms {

    private static final int WORK_MILLIS = 500;

    /** Returns the name of a view; what is put into the model within the Callable is there when the view is rendered. */
    @GetMapping("/textbook/callable")
    Callable<String> callable(Model model) {
        return () -> {
            Thread.sleep(WORK_MILLIS);
            model.addAttribute("form", "Callable");
            model.addAttribute("worker", Thread.currentThread().getName());
            return "textbook/form";
        };
    }
}
