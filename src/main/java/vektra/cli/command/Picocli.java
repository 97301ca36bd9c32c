package vektra.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Picocli without what no command here uses and each start would pay for. */
public final class Picocli {
    /** Nothing is made by reflection; picocli's own factory looks for Groovy first, which opens every jar there is. */
    private static final IFactory NOTHING = new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
            throw new IllegalStateException("a command wants picocli to make a " + type);
        }
    };

    static {
        // Param reads every value itself; registering the converters loads java.sql, java.time and java.net
        System.setProperty("picocli.converters.excludes", ".*");
    }

    private Picocli() {}

    static CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(null, NOTHING);
    }

    public static CommandLine line(CommandSpec spec) {
        // a word that begins with @ is a word, not a file of words
        return new CommandLine(spec, NOTHING).setExpandAtFiles(false);
    }
}
