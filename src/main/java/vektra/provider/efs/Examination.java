package vektra.provider.efs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vektra.archive.Inside;
import vektra.model.addon.Census;
import vektra.model.addon.Fault;
import vektra.model.addon.Fault.Harm;
import vektra.model.addon.Observation;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Figure;
import vektra.model.text.Shown;

/** Compares folders with what they should be; changes nothing. */
record Examination(Root root, Server server) {
    static final String MAX_SIZE = "max-size";

    /** What a folder holds, each name of a file counted. */
    record Size(long files, long bytes) {
        static Size of(Path folder) throws IOException {
            long[] sum = new long[2];
            Inside.walk(folder, item -> {
                if (!item.attributes().isDirectory()) {
                    sum[0]++;
                    sum[1] += item.attributes().isRegularFile()
                            ? item.attributes().size()
                            : 0;
                }
            });
            return new Size(sum[0], sum[1]);
        }

        Map<String, Figure> figures() {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("files", Figure.of(files));
            figures.put(Observation.SIZE, Figure.bytes(bytes));
            return figures;
        }

        String words() {
            return files == 0 ? "" : Shown.counted(files, "file");
        }
    }

    List<Fault> faults(Resource resource) throws IOException {
        Path folder = root.folder(resource);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(new Fault(Harm.DATA_LOST, "the folder " + folder + " is gone", null));
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(
                    new Fault(Harm.DATA_LOST, "in the place of the folder " + folder + " is something else", null));
        }
        return Access.of(server.options())
                .difference(folder)
                .map(found -> List.of(new Fault(Harm.BROKEN, "the folder " + folder + " has " + found, null)))
                .orElse(List.of());
    }

    /** @param known the briefs of the add-ons that need no look at what they hold */
    Census census(Set<String> known) throws IOException {
        List<Resident> residents = new ArrayList<>();
        List<Census.Oddity> oddities = new ArrayList<>();
        for (Map.Entry<String, Path> one : root.folders().entrySet()) {
            Path folder = one.getValue();
            Resource resource = new Resource(Id.ofBrief(one.getKey()), "", Map.of());
            boolean measured = !server.option(MAX_SIZE).isEmpty();
            Size size = known.contains(one.getKey()) && !measured ? new Size(0, 0) : Size.of(folder);
            residents.add(new Resident(
                    folder.getFileName().toString(),
                    resource,
                    Map.of(),
                    known.contains(one.getKey()) ? "" : size.words()));
            if (measured && size.bytes() > bytes(server.option(MAX_SIZE))) {
                oddities.add(new Census.Oddity(
                        "the folder " + folder + " holds " + Figure.size(size.bytes()) + ", more than max-size, "
                                + server.option(MAX_SIZE),
                        "delete files there, or allow more"));
            }
        }
        return new Census(residents, oddities);
    }

    /** The bytes of a size that was checked. */
    private static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 2));
        return switch (size.charAt(size.length() - 2)) {
            case 'k' -> number << 10;
            case 'm' -> number << 20;
            default -> number << 30;
        };
    }
}
