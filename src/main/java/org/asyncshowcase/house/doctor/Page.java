package org.asyncshowcase.house.doctor;

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
            findings.add(file, "line " + line, "page.polls");
        }
    }
}
