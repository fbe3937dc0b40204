package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found, file after file. */
final class Findings {

    /** The guide; its anchors are the numbers of the traps. */
    static final String GUIDE = "docs/migration.md#trap-";
    private static final int MOST = 500;

    private final List<Finding> found = new ArrayList<>();

    List<Finding> all() {
        return found;
    }

    Place at(String file, String place) {
        return new Place(file, place);
    }

    Place at(String file, Xml element) {
        return at(file, "line " + element.line());
    }

    /** Where something was found. */
    final class Place {

        private final String file;
        private final String place;

        private Place(String file, String place) {
            this.file = file;
            this.place = place;
        }

        void error(int trap, String message, String fix) {
            add("error", trap, message, fix);
        }

        void warning(int trap, String message, String fix) {
            add("warning", trap, message, fix);
        }

        void hint(int trap, String message, String fix) {
            add("hint", trap, message, fix);
        }

        private void add(String severity, int trap, String message, String fix) {
            if (found.size() < MOST) {
                found.add(new Finding(file, place, severity, message, fix, GUIDE + trap));
            } else if (found.size() == MOST) {
                found.add(new Finding(file, "", "hint", "There are more than " + MOST + " findings",
                        "mend these, and ask again", GUIDE + trap));
            }
        }
    }
}
