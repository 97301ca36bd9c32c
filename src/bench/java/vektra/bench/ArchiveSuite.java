package vektra.bench;

import java.util.List;

/** What an archive and backups of PostgreSQL cost, and what is lost with the disk of the data. */
final class ArchiveSuite implements Suite {
    @Override
    public Table table() {
        return Table.ofValues("<!-- table of the archive in scripts/bench -->", "<!-- end of archive -->");
    }

    @Override
    public List<String> parts() {
        return List.of("base", "writes", "loss", "logical");
    }

    @Override
    public int rounds() {
        return 3;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        if (options.wants("base")) {
            new BaseBackupSpeed(workshop, table).measure(options.rounds());
        }
        if (options.wants("writes")) {
            new ArchivedWrites(workshop, table).measure(options.rounds());
        }
        if (options.wants("loss")) {
            new DiskLoss(workshop, table).measure(options.rounds());
        }
        if (options.wants("logical")) {
            new DumpSpeed(workshop, table).measure(options.rounds());
        }
    }
}
