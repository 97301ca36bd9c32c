package vektra.provider.sqs.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which topics of other apps a queue's policy lets in. */
class PolicyTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000002:news";
    private static final String SENDS = "'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage'";
    private static final String ALLOW = "{" + SENDS + ",'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}";

    @TempDir
    private static Path folder;

    private static AskedQueues asked;

    @BeforeAll
    static void open() {
        asked = new AskedQueues(folder);
        asked.make("queue");
    }

    @AfterAll
    static void close() {
        asked.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ALLOW,
                "[" + ALLOW + "]",
                "{" + SENDS + ",'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:000000000002:*'}}}",
                "{" + SENDS + ",'Condition':{'StringEquals':{'AWS:SourceArn':['x','" + TOPIC + "']}}}",
                "{" + SENDS
                        + ",'Resource':'arn:aws:sqs:*:*:queue','Condition':{'StringLike':{'aws:SourceArn':'*news'}}}",
                "{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':['SQS:Send*'],"
                        + "'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:ReceiveMessage'}]",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:*',"
                        + "'Condition':{'ArnNotEquals':{'aws:SourceArn':'" + TOPIC + "'}}}]",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:*','Resource':'arn:aws:sqs:*:*:other'}]"
            })
    void it_lets_the_topic_in(String statement) {
        assertThat(lets(statement)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{" + SENDS + "}",
                "{" + SENDS + ",'Condition':{'ArnNotEquals':{'aws:SourceArn':'" + TOPIC + "'}}}",
                "{" + SENDS + ",'Condition':{'StringNotLike':{'aws:SourceArn':'*news'}}}",
                "{" + SENDS + ",'Condition':{'StringEquals':{'aws:SourceArn':'*news'}}}",
                "{" + SENDS + ",'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'},"
                        + "'Bool':{'aws:SecureTransport':'true'}}}",
                "{" + SENDS + ",'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "','aws:PrincipalArn':'x'}}}",
                "{" + SENDS + ",'Resource':'arn:aws:sqs:us-east-1:000000000001:other',"
                        + "'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}",
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::1:root'},'Action':'sqs:*',"
                        + "'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}",
                "{'Effect':'Allow','Principal':'*','NotAction':'sqs:ReceiveMessage',"
                        + "'Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:*'}]",
                "[" + ALLOW
                        + ",{'Effect':'Deny','Principal':'*','Action':'*','Condition':{'Null':{'aws:Tag':'true'}}}]",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','NotAction':'sqs:ReceiveMessage'}]",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage',"
                        + "'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*'}}}]",
                "[" + ALLOW + ",{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage',"
                        + "'Condition':{'ArnNotLike':{'aws:SourceArn':'arn:aws:s3:*'}}}]",
                "[" + ALLOW + ",'Deny']"
            })
    void it_does_not_let_the_topic_in(String statement) {
        assertThat(lets(statement)).isFalse();
    }

    @Test
    void a_pattern_with_many_stars_takes_no_time() {
        String stars = "a*".repeat(2000) + "b";
        assertThat(lets("{" + SENDS + ",'Condition':{'ArnLike':{'aws:SourceArn':'" + stars + "'}}}", "a".repeat(4000)))
                .isFalse();
    }

    private static boolean lets(String statement) {
        return lets(statement, TOPIC);
    }

    private static boolean lets(String statement, String topic) {
        return asked.ledger.with(() -> {
            Queue queue = asked.queues.find("a1", "queue");
            queue.attributes().put("Policy", ("{'Statement':" + statement + "}").replace('\'', '"'));
            return Policy.lets(queue, AskedQueues.arn("queue"), topic);
        });
    }
}
