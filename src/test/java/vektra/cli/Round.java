package vektra.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One round of a crash sweep, and the words in which sweeps are written: {@code NEW} is an app made for the round,
 * {@code OTHER} a name that is free, {@code N} a number that differs from round to round; {@code &} joins commands, and
 * after {@code SHARED} the app OTHER has an add-on that NEW has attached, too.
 */
record Round(String app, int number) {
    private static final String SHARED =
            "apps:create OTHER & addons:create redis --name r-NEW -a OTHER & addons:attach r-NEW -a NEW";

    /** The round of that number of the sweep over a command and what is run before it. */
    static Round of(String call, String before, int number) {
        String name = call.replaceAll("[^a-z].*", "") + Integer.toHexString((call + before).hashCode());
        return new Round(name + "-" + number, number);
    }

    /** The commands of a list, each as arguments. */
    Stream<String[]> commands(String list) {
        return Arrays.stream(list.replace("SHARED", SHARED).split(" & "))
                .filter(call -> !call.isEmpty())
                .map(this::arguments);
    }

    /** One command as arguments. */
    String[] arguments(String call) {
        List<String> words = Arrays.stream(call.split(" "))
                .map(word -> word.equals("NEW") ? app : word.equals("OTHER") ? app + "-b" : word)
                .map(word -> word.replace("1Nmb", 10 + number + "mb").replace("20N0", "20" + (10 + number)))
                .map(word -> word.replace("-NEW", "-" + app).replaceFirst("^(space|room|tag)N$", "$1" + number))
                .toList();
        return words.toArray(String[]::new);
    }
}
