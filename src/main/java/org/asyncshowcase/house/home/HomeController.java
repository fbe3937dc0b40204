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

    /** @param uploadLimit of a file, in bytes, as the page says it */
    HomeController(Recipe recipe, long uploadLimit) {
        this.recipe = recipe;
        this.uploadLimit = uploadLimit;
    }

    @ModelAttribute("limit")
    long uploadLimit() {
        return uploadLimit;
    }

    @GetMapping("/")
    ModelAndView home(Locale locale) {
        return new ModelAndView("home/home", "recipe", recipe.in(locale));
    }
}
