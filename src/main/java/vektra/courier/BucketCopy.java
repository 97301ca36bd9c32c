package vektra.courier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.Failpoint;
import vektra.model.schedule.Destination;
import vektra.model.text.FileFailure;
import vektra.model.text.Percent;

/** Puts a file into a bucket: by one request, or in parts that become an object once all of them are there. */
record BucketCopy(Destination.Bucket to, Duration limit, Path authority, long part) {
    private static final int MOST_PARTS = 10_000;
    private static final int TRIES = 3;
    private static final Duration TIDYING = Duration.ofMinutes(1);
    private static final Pattern UPLOAD = Pattern.compile("<Upload>(.*?)</Upload>", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
    private static final String COMPLETED = "<CompleteMultipartUploadResult";

    private interface Work {
        void with(BucketClient client) throws IOException;
    }

    void write(Content content, String name) {
        within(limit, content.file(), client -> {
            long size = content.size();
            if (size <= part) {
                client.done("PUT", path(name), "", size, out -> content.write(0, size, out));
            } else {
                parts(client, content, name);
            }
        });
    }

    /** Also what is left of an upload that was cut off. */
    void remove(String name) {
        within(TIDYING, Path.of(name), client -> {
            BucketClient.Answer answer = client.send("DELETE", path(name), "");
            if (!answer.isGood() && answer.status() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw client.refused(answer);
            }
            forgetUploads(client, name);
        });
    }

    private void within(Duration time, Path file, Work work) {
        try (BucketClient client = new BucketClient(to, authority, time)) {
            try {
                work.with(client);
            } catch (FileSystemException e) {
                throw FileFailure.reading(file, e);
            } catch (IOException e) {
                throw client.away(e);
            }
        }
    }

    private String key(String name) {
        return (to.prefix().isEmpty() ? "" : to.prefix() + "/") + name;
    }

    private String path(String name) {
        return "/" + key(name);
    }

    /** Before an object is made of them, parts are seen by no list of objects, and cost what an object costs. */
    private void parts(BucketClient client, Content content, String name) throws IOException {
        forgetUploads(client, name);
        BucketClient.Answer begun = client.done("POST", path(name), "uploads=");
        String id = found(ID, begun.text());
        if (id.isEmpty()) {
            throw client.refused(begun);
        }
        boolean complete = false;
        try {
            Failpoint.reached("copy: upload begun");
            complete(client, name, id, sent(client, content, name, id));
            complete = true;
        } finally {
            if (!complete) {
                forget(name, id);
            }
        }
    }

    private List<String> sent(BucketClient client, Content content, String name, String id) throws IOException {
        List<String> etags = new ArrayList<>();
        long size = content.size();
        long each = Math.max(part, (size + MOST_PARTS - 1) / MOST_PARTS);
        for (long at = 0; at < size; at += each) {
            long from = at;
            long length = Math.min(each, size - at);
            String query = "partNumber=" + (etags.size() + 1) + "&uploadId=" + encoded(id);
            BucketClient.Answer answer =
                    again(() -> client.done("PUT", path(name), query, length, out -> content.write(from, length, out)));
            if (answer.etag().isEmpty()) {
                throw client.refused(answer);
            }
            etags.add(answer.etag());
            Failpoint.reached("copy: part sent");
        }
        return etags;
    }

    private interface Sending {
        BucketClient.Answer send() throws IOException;
    }

    /** A connection that breaks need not cost the parts that are there. */
    private static BucketClient.Answer again(Sending sending) throws IOException {
        for (int left = TRIES - 1; ; left--) {
            try {
                return sending.send();
            } catch (FileSystemException e) {
                throw e;
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** The status is sent before the work is done, and says nothing of it. */
    private void complete(BucketClient client, String name, String id, List<String> etags) throws IOException {
        StringBuilder text = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < etags.size(); i++) {
            text.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            text.append(etags.get(i).replace("&", "&amp;").replace("<", "&lt;")).append("</ETag></Part>");
        }
        byte[] body = text.append("</CompleteMultipartUpload>").toString().getBytes(UTF_8);
        BucketClient.Answer answer =
                client.done("POST", path(name), "uploadId=" + encoded(id), body.length, out -> out.write(body));
        if (!answer.text().contains(COMPLETED)) {
            throw client.refused(answer);
        }
    }

    /** The time for the copy may be over. A server that does not answer now is asked before the next try. */
    private void forget(String name, String id) {
        try (BucketClient client = new BucketClient(to, authority, TIDYING)) {
            client.send("DELETE", path(name), "uploadId=" + encoded(id));
        } catch (IOException e) {
            // why the copy failed is what counts
        }
    }

    /** Deletes the parts of a copy of that name that was killed; without the right to list them they stay. */
    private void forgetUploads(BucketClient client, String name) throws IOException {
        String query = "prefix=" + encoded(key(name)) + "&uploads=";
        Matcher upload = UPLOAD.matcher(client.send("GET", "", query).text());
        while (upload.find()) {
            String about = String.valueOf(upload.group(1));
            String id = found(ID, about);
            if (found(KEY, about).equals(key(name)) && !id.isEmpty()) {
                client.send("DELETE", path(name), "uploadId=" + encoded(id));
            }
        }
    }

    private static String found(Pattern what, String text) {
        Matcher found = what.matcher(text);
        return found.find() ? String.valueOf(found.group(1)) : "";
    }

    /** As a signature has it. */
    private static String encoded(String value) {
        return Percent.encoded(value).replace("*", "%2A").replace("%7E", "~");
    }
}
