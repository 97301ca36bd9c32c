package vektra.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many messages a second pass through Vektra's router, rsyslog and syslog-ng, to the same sink. */
final class RouterSpeed {
    private final Workshop workshop;
    private final Destination destination;
    private final Table table;
    private final List<Raced> all = new ArrayList<>();

    RouterSpeed(Workshop workshop, Destination destination, Table table) {
        this.workshop = workshop;
        this.destination = destination;
        this.table = table;
    }

    void measure(int rounds, int messages) throws IOException, InterruptedException {
        Raced plain = raced("vektra", Router.vektra(workshop, "plain", destination, false), messages);
        Raced tls = raced("vektra TLS", Router.vektra(workshop, "tls", destination, true), messages);
        Raced memory = rsyslog("rsyslog", Rsyslog.MEMORY, false, messages);
        Raced memoryTls = rsyslog("rsyslog TLS", Rsyslog.MEMORY, true, messages);
        // queues on disk are slower by far
        Raced disk = rsyslog("rsyslog disk", Rsyslog.DISK, false, messages / 4);
        Receiver syslogNg = Receiver.find("syslog-ng");
        Raced reliable = syslogNg == null
                ? null
                : raced("syslog-ng disk", new SyslogNg(workshop, syslogNg, destination).start(), messages / 4);
        for (int round = -1; round < rounds; round++) {
            for (Raced raced : all) {
                raced.round(workshop, destination, round >= 0);
            }
        }
        String tcp = "200-byte messages to TCP, durable";
        compare(tcp, plain, "rsyslog memory to TCP", memory, 2, 0.5, 110);
        compare("200-byte messages to TLS, durable", tls, "rsyslog memory to TLS", memoryTls, 1, 0, 150);
        compare(tcp, plain, "rsyslog disk queue", disk, 10, 0, 110);
        compare(tcp, plain, "syslog-ng reliable", reliable, 8, 0, 110);
        for (Raced raced : all) {
            raced.router().kill();
        }
    }

    private @Nullable Raced rsyslog(String name, String queue, boolean encrypted, int count)
            throws IOException, InterruptedException {
        Receiver rsyslog = Receiver.find("rsyslogd");
        return rsyslog == null
                ? null
                : raced(name, new Rsyslog(workshop, rsyslog, destination).start(name, queue, encrypted), count);
    }

    private Raced raced(String name, Router router, int count) {
        Raced raced = new Raced(name, router, count);
        all.add(raced);
        return raced;
    }

    /** A row: so many times faster, with at most that part of the CPU time (0: no goal) and so many MiB. */
    private void compare(
            String what, Raced ours, String peer, @Nullable Raced theirs, int faster, double part, long most)
            throws IOException {
        long peak = Usage.peak(ours.router().process());
        String rate = perSecond(ours);
        String work = Goal.times(ours.work().median());
        if (theirs == null) {
            table.row(what, rate, work, peak + " MiB", peer, "not installed", "", "", "");
            return;
        }
        double ratio = ours.rate().median() / theirs.rate().median();
        double used = ours.work().median() / theirs.work().median();
        boolean met = ratio >= faster && (part == 0 || used <= part) && peak <= most;
        table.row(
                what,
                rate,
                work,
                peak + " MiB",
                peer,
                perSecond(theirs),
                Goal.times(theirs.work().median()),
                String.format(Locale.ROOT, "%.1f, CPU %.2f", ratio, used),
                Goal.verdict(faster + "×" + (part == 0 ? "" : ", CPU " + part) + ", " + most + " MiB", met));
    }

    private static String perSecond(Raced raced) {
        return String.format(Locale.ROOT, "%,.0f/s", raced.rate().median());
    }
}
