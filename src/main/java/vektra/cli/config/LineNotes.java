package vektra.cli.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is to be said of lines of a file, each remark once with the lines that it is about. */
final class LineNotes {
    /** Lines that one note names. */
    private static final int NAMED = 5;

    private final Map<String, Set<Integer>> notes = new TreeMap<>();

    void add(String what, int line) {
        notes.computeIfAbsent(what, none -> new TreeSet<>()).add(line);
    }

    List<String> all() {
        return notes.entrySet().stream()
                .map(note -> lines(note.getValue()) + ": " + note.getKey())
                .toList();
    }

    private static String lines(Set<Integer> numbers) {
        String named = numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return (numbers.size() == 1 ? "line " : "lines ")
                + named
                + (numbers.size() > NAMED ? " and " + (numbers.size() - NAMED) + " more" : "");
    }
}
