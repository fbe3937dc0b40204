package org.asyncshowcase.house.home;

import java.util.Locale;

import org.asyncshowcase.house.docs.Recipe;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** The grid: a row a pattern, a column an outcome; and the recipe. */
@Controller
class HomeController {

    private final Recipe recipe;
    private final long uploadLimit;
    private final String source;

    /**
     * @param uploadLimit of a file, in bytes, as the page says it
     * @param source of the quotes, which the page names
     */
    HomeController(Recipe recipe, long uploadLimit, String source) {
        this.recipe = recipe;
        this.uploadLimit = uploadLimit;
        this.source = source;
    }

    @ModelAttribute("limit")
    long uploadLimit() {
        return uploadLimit;
    }

    @ModelAttribute("source")
    String source() {
        return source;
    }

    @GetMapping("/")
    ModelAndView home(Locale locale) {
        return new ModelAndView("home/home", "recipe", recipe.in(locale));
    }
}
