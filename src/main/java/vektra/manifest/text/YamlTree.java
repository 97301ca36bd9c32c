package vektra.manifest.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Reads YAML from its events: merges {@code <<}, refuses a key that occurs twice, and bounds what aliases multiply. An alias
 * is the same tree once more, so that no text makes more of itself than it is.
 */
final class YamlTree {
    private static final int DEEPEST = 50;
    /** As if every alias were written out. */
    private static final int MOST = 50_000;

    private static final String MERGE = "<<";

    private final Source source;
    private final Iterator<Event> events;
    private final Map<String, Optional<Anchored>> anchors = new HashMap<>();
    private int parts;

    /** What an anchor stands for, and how many parts that has. */
    private record Anchored(Tree tree, int parts) {}

    YamlTree(Source source) {
        this.source = source;
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setCodePointLimit(Source.LARGEST + 1)
                .build();
        events = new Parse(settings).parseString(source.text()).iterator();
    }

    /** The one document of the file; an empty file is an empty map. */
    Tree read() {
        try {
            return document();
        } catch (YamlEngineException e) {
            throw new YamlErrors(source).of(e);
        }
    }

    private Tree document() {
        Tree tree = null;
        for (Event event = events.next(); event.getEventId() != Event.ID.StreamEnd; event = events.next()) {
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (tree != null) {
                    throw Source.wrong(at(event), "a second document begins", "a manifest is one document");
                }
                tree = tree(events.next(), 0);
            }
        }
        if (tree == null || (tree instanceof Tree.Scalar scalar && scalar.isNothing())) {
            return new Tree.Fields(new Position(source.name(), 1, 1), Map.of());
        }
        return tree;
    }

    private Tree tree(Event event, int depth) {
        count(event, 1);
        if (depth > DEEPEST) {
            throw Source.wrong(at(event), "nested too deeply", "at most " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return meant(alias);
        }
        int before = parts;
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(named -> anchors.put(named.getValue(), Optional.empty()));
        Tree tree = plain(event, depth);
        anchor.ifPresent(named -> anchors.put(named.getValue(), Optional.of(new Anchored(tree, parts - before + 1))));
        return tree;
    }

    private Tree plain(Event event, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return new Tree.Scalar(at(event), scalar.getValue(), !scalar.isPlain());
        }
        if (event instanceof MappingStartEvent) {
            return fields(event, depth);
        }
        List<Tree> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(tree(next, depth + 1));
        }
        return new Tree.Items(at(event), items);
    }

    private Tree.Fields fields(Event start, int depth) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        Tree.Field merged = null;
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (key instanceof CollectionStartEvent) {
                throw Source.wrong(at(key), "a key is not a text", "a key is one word");
            }
            Tree named = tree(key, depth + 1);
            if (!(named instanceof Tree.Scalar word)) {
                throw Source.wrong(at(key), "a key is not a text", "a key is one word");
            }
            Tree.Field field = new Tree.Field(at(key), tree(events.next(), depth + 1));
            boolean merge = word.text().equals(MERGE) && !word.quoted();
            Tree.Field before = merge ? merged : fields.put(word.text(), field);
            if (before != null) {
                throw Source.wrong(
                        field.at(),
                        "the key " + Shown.quoted(word.text()) + " occurs twice",
                        "it is already in line " + before.at().line() + ": keep one of them");
            }
            merged = merge ? field : merged;
        }
        return new Tree.Fields(at(start), merged == null ? fields : with(fields, merged));
    }

    /** What is written here goes before what is merged, and of that the first before the others. */
    private static Map<String, Tree.Field> with(Map<String, Tree.Field> fields, Tree.Field merged) {
        Map<String, Tree.Field> all = new LinkedHashMap<>(fields);
        List<Tree> sources = merged.value() instanceof Tree.Items items ? items.all() : List.of(merged.value());
        for (Tree from : sources) {
            if (!(from instanceof Tree.Fields map)) {
                throw Source.wrong(merged.at(), MERGE + " needs a map, not " + from.kind(), "merge a map, or several");
            }
            map.all().forEach(all::putIfAbsent);
        }
        return all;
    }

    private Tree meant(AliasEvent alias) {
        String name = alias.getAlias().getValue();
        Optional<Anchored> found = anchors.get(name);
        if (found == null) {
            throw Source.wrong(at(alias), "unknown anchor &" + name, "define the anchor above its first use");
        }
        Anchored anchored =
                found.orElseThrow(() -> Source.wrong(at(alias), "*" + name + " is part of itself", "write it out"));
        count(alias, anchored.parts());
        return anchored.tree();
    }

    private void count(Event event, int more) {
        parts += more;
        if (parts > MOST) {
            throw Source.wrong(at(event), "too many parts", "at most " + MOST + ", aliases written out");
        }
    }

    private Position at(Event event) {
        return at(source, event.getStartMark());
    }

    static Position at(Source source, Optional<Mark> mark) {
        return new Position(
                source.name(),
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1);
    }

    /** Kept apart: only a file that is wrong needs it. */
    private record YamlErrors(Source source) {
        VektraException of(YamlEngineException e) {
            if (e instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked) {
                Position at = at(source, marked.getProblemMark());
                String problem = marked.getProblem();
                @Nullable String context = marked.getContext();
                return tab(at, problem)
                        ? Source.wrong(at, "a tab is used for indentation", "indent with spaces")
                        : Source.wrong(
                                at,
                                "not YAML: " + Shown.plain(context == null ? problem : context + ", " + problem),
                                "see the line, and the one above it");
            }
            if (e instanceof org.snakeyaml.engine.v2.exceptions.ReaderException reader) {
                String before = source.text()
                        .substring(
                                0, Math.min(reader.getPosition(), source.text().length()));
                int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                return Source.wrong(
                        new Position(source.name(), line, before.length() - before.lastIndexOf('\n')),
                        "an invalid character",
                        "delete it");
            }
            return Source.wrong(
                    new Position(source.name(), 1, 1),
                    "not YAML: " + Shown.plain(String.valueOf(e.getMessage())),
                    "see the file");
        }

        /** Whether it is named, or the line is indented by one. */
        private boolean tab(Position at, String problem) {
            String line = source.text().lines().skip(at.line() - 1L).findFirst().orElse("");
            String indent =
                    line.substring(0, line.length() - line.stripLeading().length());
            return problem.contains("TAB") || indent.contains("\t");
        }
    }
}
