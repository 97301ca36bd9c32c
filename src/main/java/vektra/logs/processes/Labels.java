package vektra.logs.processes;

import java.util.List;

/** How names of processes stand before their lines: as wide as the longest, each type in a color of its own on a terminal. */
public record Labels(List<String> names, boolean coloured) {
    private static final String[] COLORS = {"36", "33", "32", "35", "34", "96", "93", "92", "95", "94"};

    /** What stands before a line of a process. */
    public String of(String name) {
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String text = name + " ".repeat(width - name.length()) + " | ";
        List<String> types = names.stream().map(Labels::type).distinct().toList();
        String color = COLORS[types.indexOf(type(name)) % COLORS.length];
        return coloured ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
    }

    private static String type(String name) {
        return name.replaceFirst("\\.\\d+$", "");
    }
}
