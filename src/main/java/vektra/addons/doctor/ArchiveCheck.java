package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.List;
import vektra.addons.core.History;
import vektra.addons.recovery.ArchiveHealth;
import vektra.model.service.Server;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.spi.Progress;

/** Archives of servers that would not bring back what is written now. */
record ArchiveCheck(ArchiveHealth archives, Progress progress, History history) implements Doctor.Check {
    @Override
    public List<Finding> findings(Visit visit) {
        List<Finding> found = new ArrayList<>();
        for (Site site : visit.scene().sites()) {
            Server server = site.server();
            if (archives.keeps(server) && visit.answers(server)) {
                progress.doing("checking the archive of " + server.id());
                found.addAll(Finding.guarded(
                        null,
                        server.service(),
                        () -> archives
                                .problem(server, history.now())
                                .map(problem -> Finding.of(
                                        site,
                                        Finding.What.ARCHIVE,
                                        server.id() + ": " + problem,
                                        Text.of(
                                                "see ",
                                                Next.of("addons:logs", server.id()),
                                                ", then ",
                                                Next.of("backups:run")),
                                        null))
                                .stream()
                                .toList()));
            }
        }
        return found;
    }
}
