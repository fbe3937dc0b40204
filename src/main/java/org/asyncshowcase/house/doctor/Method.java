package org.asyncshowcase.house.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is kept of a method: the first line of each call, and of whatever else {@link Calls} has a name for, and the filters
 * and servlets
 * that it registers. What a lambda does is a method of its own, which nobody calls by its name: it belongs to who runs it.
 */
final class Method {

    final ClassFile owner;
    final String name;
    final String type;
    final Set<String> annotations = new HashSet<>();
    final Map<String, Integer> calls = new LinkedHashMap<>();
    final List<Registration> registrations = new ArrayList<>();

    Method(ClassFile owner, String name, String type) {
        this.owner = owner;
        this.name = name;
        this.type = type;
    }

    boolean calls(Pattern pattern) {
        return line(pattern) >= 0;
    }

    /** The first line of what fits, or -1. */
    int line(Pattern pattern) {
        owner.budget.steps(1 + calls.size());
        return calls.entrySet().stream().filter(call -> pattern.matcher(call.getKey()).matches())
                .map(Map.Entry::getValue).findFirst().orElse(-1);
    }

    boolean isOfInterest() {
        return !calls.isEmpty() || !annotations.isEmpty() || !registrations.isEmpty() || name.startsWith("afterConcurrent")
                || name.startsWith("shouldNotFilter");
    }

    String place(int line) {
        return this + (line > 0 ? ", line " + line : "");
    }

    @Override
    public String toString() {
        return owner.simpleName() + "." + name;
    }

    /** A filter or a servlet that is added to the ServletContext. */
    static final class Registration {

        final boolean filter;
        final String name;
        final String type;
        /** The bean, if it is a proxy. */
        final String bean;
        final int line;
        final Set<String> dispatchers = new HashSet<>();
        boolean supported;
        /** Another method has it, too, and may say what this one does not. */
        boolean leaves;
        int mapped;

        Registration(boolean filter, String name, String type, String bean, int line) {
            this.filter = filter;
            this.name = name;
            this.type = type;
            this.bean = bean;
            this.line = line;
        }
    }
}
