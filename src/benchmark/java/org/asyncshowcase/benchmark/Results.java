package org.asyncshowcase.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All rounds of all figures, in the order in which they were measured. */
final class Results {

    /** What was measured, such as {@code release of 100}, in its unit, and of whom. */
    record Figure(String what, String unit, String side) {
    }

    private final Map<Figure, List<Double>> rounds = new LinkedHashMap<>();
    private int printed;

    void add(String what, String unit, String side, double value) {
        rounds.computeIfAbsent(new Figure(what, unit, side), missing -> new ArrayList<>()).add(value);
    }

    /** The rounds of one side; none where it was not measured. */
    List<Double> of(String what, String side) {
        return rounds.entrySet().stream().filter(each -> each.getKey().what().equals(what) && each.getKey().side().equals(side))
                .map(Map.Entry::getValue).findFirst().orElse(List.of());
    }

    /** All figures, in the order in which they were measured. */
    List<String> whats() {
        return rounds.keySet().stream().map(Figure::what).distinct().toList();
    }

    /** Those of whom it was measured. */
    List<String> sides(String what) {
        return rounds.keySet().stream().filter(each -> each.what().equals(what)).map(Figure::side).toList();
    }

    String unit(String what) {
        return rounds.keySet().stream().filter(each -> each.what().equals(what)).map(Figure::unit).findFirst().orElse("");
    }

    /** Not a number where it was not measured. */
    double median(String what, String side) {
        return quantile(of(what, side), 0.5);
    }

    /** The round at this part of all, ordered; between two of them, in between. */
    static double quantile(List<Double> values, double part) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double place = part * (sorted.size() - 1);
        double below = sorted.get((int) place);
        double above = sorted.get((int) Math.ceil(place));
        return below + (above - below) * (place - (int) place);
    }

    /** The medians of what is new since it was printed last. */
    void print() {
        rounds.entrySet().stream().skip(printed).forEach(each -> System.out.printf(Locale.ROOT, "  %-45s %-32s %12.2f %-5s (%d rounds)%n",
                each.getKey().what(), each.getKey().side(), quantile(each.getValue(), 0.5), each.getKey().unit(), each.getValue().size()));
        printed = rounds.size();
    }

    /** What an earlier run has written. */
    static Results read(Path csv) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(csv)) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            if (!cells[0].equals("what")) {
                results.add(unquoted(cells[0]), cells[1], unquoted(cells[2]), Double.parseDouble(cells[4]));
            }
        }
        return results;
    }

    private static String unquoted(String cell) {
        return cell.replaceAll("^\"|\"$", "");
    }

    void writeCsv(Path file) throws IOException {
        StringBuilder csv = new StringBuilder("what,unit,side,round,value\n");
        rounds.forEach((figure, values) -> {
            for (int round = 0; round < values.size(); round++) {
                csv.append(List.of(figure.what(), figure.unit(), figure.side(), round + 1,
                        String.format(Locale.ROOT, "%.3f", values.get(round))).stream()
                        .map(cell -> cell.toString().contains(",") ? '"' + cell.toString() + '"' : cell.toString())
                        .collect(Collectors.joining(","))).append('\n');
            }
        });
        Files.writeString(file, csv);
    }
}
