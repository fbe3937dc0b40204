package org.asyncshowcase.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that asks again and again whether there is something new. */
final class Page {

    private static final Pattern POLLS = Pattern.compile("(?i)http-equiv=[\"']?refresh|\\bsetInterval\\(");

    private Page() {
    }

    static void examine(String file, String page, Findings findings) {
        Matcher polls = POLLS.matcher(page);
        if (polls.find()) {
            long line = 1 + page.substring(0, polls.start()).chars().filter(each -> each == '\n').count();
            findings.hint(file, "line " + line, 16, "a page that polls: most answers say nothing, and what happens between two is lost"
                    + " or late", "a long poll (DeferredResult) or an EventSource");
        }
    }
}
