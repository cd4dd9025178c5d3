package io.proconsul.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.dns.recursion.Upstream;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Label;
import io.proconsul.runtime.metrics.MetricName;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/** Every reply is read by dnsjava, which knows nothing of how we write. */
class AnswererTest {
    private final VirtualTime time = new VirtualTime();
    private final Metrics metrics = new Metrics(time);
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.7");

    private final FakeCatalog catalog =
            new FakeCatalog()
                    .with("n1", "10.1.0.1", "web", "", 8001, "passing")
                    .with("n2", "10.1.0.2", "web", "", 8002, "warning")
                    .with("n3", "10.1.0.3", "web", "", 8003, "critical")
                    .with("n4", "10.1.0.4", "db", "10.9.9.9", 5432, "passing")
                    .with("n5", "fd00::5", "six", "", 600, "passing")
                    .with("ext", "www.example.test", "cn", "", 443, "passing")
                    .with("n7", "10.1.0.7", "ali", "web.service.consul", 445, "passing")
                    .with("dead", "10.1.0.8", "dead", "", 1, "critical");

    @Test
    void critical_instances_are_left_out_and_warning_ones_weigh_less() throws IOException {
        Message reply = ask("web.service.consul.", Type.SRV);

        assertThat(texts(reply, Section.ANSWER))
                .containsExactlyInAnyOrder(
                        "web.service.consul.\t0\tIN\tSRV\t1\t5\t8001\tn1.node.dc1.consul.",
                        "web.service.consul.\t0\tIN\tSRV\t1\t2\t8002\tn2.node.dc1.consul.");
        assertThat(texts(reply, Section.ADDITIONAL))
                .containsExactlyInAnyOrder(
                        "n1.node.dc1.consul.\t0\tIN\tA\t10.1.0.1",
                        "n1.node.dc1.consul.\t0\tIN\tTXT\track=r1",
                        "n2.node.dc1.consul.\t0\tIN\tA\t10.1.0.2",
                        "n2.node.dc1.consul.\t0\tIN\tTXT\track=r1");
        assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(reply.getHeader().getFlag(Flags.RA)).isFalse();
    }

    @Test
    void the_owner_repeats_the_question_as_it_was_written() throws IOException {
        assertThat(texts(ask("N1.Node.CONSUL.", Type.A), Section.ANSWER))
                .containsExactly("N1.Node.CONSUL.\t0\tIN\tA\t10.1.0.1");
    }

    @Test
    void a_service_with_its_own_address_is_named_by_that_address() throws IOException {
        Message reply = ask("db.service.consul.", Type.SRV);

        assertThat(texts(reply, Section.ANSWER))
                .containsExactly(
                        "db.service.consul.\t11\tIN\tSRV\t1\t5\t5432\t0a090909.addr.dc1.consul.");
        assertThat(texts(reply, Section.ADDITIONAL))
                .contains("0a090909.addr.dc1.consul.\t11\tIN\tA\t10.9.9.9");
    }

    @Test
    void an_alias_into_our_own_domain_is_followed() throws IOException {
        assertThat(texts(ask("ali.service.consul.", Type.A), Section.ANSWER))
                .containsExactlyInAnyOrder(
                        "ali.service.consul.\t0\tIN\tCNAME\tweb.service.consul.",
                        "web.service.consul.\t0\tIN\tA\t10.1.0.1",
                        "web.service.consul.\t0\tIN\tA\t10.1.0.2");
    }

    @Test
    void a_family_nobody_has_is_no_error_and_nobody_healthy_is_no_such_name() throws IOException {
        Message noData = ask("web.service.consul.", Type.AAAA);
        Message nobody = ask("dead.service.consul.", Type.A);

        assertThat(noData.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(texts(noData, Section.AUTHORITY)).singleElement().asString().contains("SOA");
        assertThat(nobody.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(texts(ask("six.service.consul.", Type.AAAA), Section.ANSWER))
                .containsExactly("six.service.consul.\t0\tIN\tAAAA\tfd00:0:0:0:0:0:0:5");
    }

    @Test
    void plain_udp_gets_three_answers_and_tcp_all() throws IOException {
        for (int i = 0; i < 12; i++) {
            catalog.with("m" + i, "10.2.0." + i, "many", "", 700 + i, "passing");
        }

        assertThat(ask("many.service.consul.", Type.A).getSection(Section.ANSWER)).hasSize(3);
        assertThat(
                        ask(question("many.service.consul.", Type.A), true, TestSettings.defaults())
                                .getSection(Section.ANSWER))
                .hasSize(12);
    }

    @Test
    void a_reply_never_exceeds_the_clients_packet_and_says_so_when_asked_to() throws IOException {
        for (int i = 0; i < 200; i++) {
            catalog.with("long-node-name-" + i, "10.3.0." + i, "many", "", 700 + i, "passing");
        }
        Message question = question("many.service.consul.", Type.SRV);
        question.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);

        byte[] packet = packet(question, false, TestSettings.withTruncation(0));
        Message reply = new Message(packet);

        assertThat(packet).hasSizeBetween(1300, 1400);
        assertThat(reply.getSection(Section.ANSWER)).hasSizeGreaterThan(10);
        assertThat(reply.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(reply.getOPT()).isNotNull();
    }

    @Test
    void reverse_names_find_nodes_then_services() throws IOException {
        assertThat(texts(ask("1.0.1.10.in-addr.arpa.", Type.PTR), Section.ANSWER))
                .containsExactly("1.0.1.10.in-addr.arpa.\t0\tIN\tPTR\tn1.node.dc1.consul.");
        assertThat(texts(ask("9.9.9.10.in-addr.arpa.", Type.PTR), Section.ANSWER))
                .containsExactly("9.9.9.10.in-addr.arpa.\t0\tIN\tPTR\tdb.service.dc1.consul.");
        Message unknown = ask("99.0.1.10.in-addr.arpa.", Type.PTR);
        assertThat(unknown.getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(unknown.getHeader().getFlag(Flags.RA)).isTrue();
    }

    @Test
    void foreign_names_are_refused_without_recursors_and_passed_on_with_them() throws IOException {
        Message refused = ask("example.com.", Type.A);
        InetSocketAddress recursor = new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
        Message passed =
                ask(question("example.com.", Type.A), false, TestSettings.withRecursor(recursor));

        assertThat(refused.getRcode()).isEqualTo(Rcode.REFUSED);
        assertThat(refused.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(passed.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void a_cluster_without_leader_is_a_server_failure() throws IOException {
        catalog.failing = true;

        assertThat(ask("web.service.consul.", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void a_message_without_exactly_one_question_is_malformed() throws IOException {
        Message two = question("a.consul.", Type.A);
        two.addRecord(
                Record.newRecord(Name.fromString("b.consul."), Type.A, DClass.IN),
                Section.QUESTION);

        Message reply = ask(two, false, TestSettings.defaults());

        assertThat(reply.getRcode()).isEqualTo(Rcode.FORMERR);
        assertThat(reply.getQuestion()).isNull();
    }

    @Test
    void a_prepared_query_keeps_its_order_and_its_own_time_to_live() throws IOException {
        catalog.queryTtl = "13s";

        assertThat(texts(ask("web.query.consul.", Type.A), Section.ANSWER))
                .containsExactly(
                        "web.query.consul.\t13\tIN\tA\t10.1.0.1",
                        "web.query.consul.\t13\tIN\tA\t10.1.0.2",
                        "web.query.consul.\t13\tIN\tA\t10.1.0.3");
        ExecuteRequest asked = Objects.requireNonNull(catalog.executed);
        assertThat(asked.agent().node()).isEqualTo("vec");
        assertThat(asked.source().ip()).isEqualTo("192.0.2.7");
    }

    @Test
    void a_prepared_query_without_a_time_to_live_has_that_of_its_service() throws IOException {
        assertThat(texts(ask("db.query.consul.", Type.SRV), Section.ANSWER))
                .containsExactly(
                        "db.query.consul.\t11\tIN\tSRV\t1\t5\t5432\t0a090909.addr.dc1.consul.");
    }

    @Test
    void a_prepared_query_that_finds_nobody_does_not_exist() throws IOException {
        for (String name : List.of("ghost.query.consul.", "empty.query.consul.")) {
            Message reply = ask(name, Type.A);
            assertThat(reply.getRcode()).isEqualTo(Rcode.NXDOMAIN);
            assertThat(reply.getSection(Section.AUTHORITY)).hasSize(1);
        }
    }

    @Test
    void what_a_prepared_query_finds_holds_for_the_subnet_it_was_asked_for() throws IOException {
        var subnet = new ClientSubnetOption(24, InetAddress.ofLiteral("198.51.100.0"));
        for (String name : List.of("web.query.consul.", "ghost.query.consul.")) {
            Message question = question(name, Type.A);
            question.addRecord(new OPTRecord(4096, 0, 0, 0, subnet), Section.ADDITIONAL);
            Message reply = ask(question, false, TestSettings.defaults());
            var option = (ClientSubnetOption) reply.getOPT().getOptions(8).getFirst();
            boolean found = reply.getRcode() == Rcode.NOERROR;
            assertThat(option.getScopePrefixLength()).isEqualTo(found ? 24 : 0);
        }
        assertThat(Objects.requireNonNull(catalog.executed).source().ip())
                .isEqualTo("198.51.100.0");
    }

    @Test
    void whatever_the_bytes_are_nothing_breaks() throws IOException {
        long seed = System.nanoTime();
        Chance chance = Chance.seeded(seed);
        byte[] original = question("web.service.consul.", Type.SRV).toWire();
        Answerer answerer = answerer(TestSettings.defaults());
        for (int round = 0; round < 20_000; round++) {
            byte[] packet = original.clone();
            for (int flips = 1 + chance.nextInt(8); flips > 0; flips--) {
                packet[chance.nextInt(packet.length)] = (byte) chance.nextInt(256);
            }
            assertThat(answerer.answer(packet, false, CLIENT))
                    .as("seed %d round %d", seed, round)
                    .isCompleted();
        }
    }

    private Message ask(String name, int type) throws IOException {
        return ask(question(name, type), false, TestSettings.defaults());
    }

    private Message ask(Message question, boolean tcp, DnsSettings settings) throws IOException {
        return new Message(packet(question, tcp, settings));
    }

    private byte[] packet(Message question, boolean tcp, DnsSettings settings) {
        return answerer(settings).answer(question.toWire(), tcp, CLIENT).join().orElseThrow();
    }

    private Answerer answerer(DnsSettings settings) {
        Chance chance = Chance.seeded(1);
        return new Answerer(
                catalog,
                () -> settings,
                new Recursors(nobodyKnows(), chance),
                chance,
                time,
                new DnsMeters(metrics, time, "here"));
    }

    @Test
    void questions_about_names_and_about_addresses_are_measured_apart() throws IOException {
        ask("web.service.consul.", Type.A);
        ask("n1.node.consul.", Type.A);
        ask("1.0.1.10.in-addr.arpa.", Type.PTR);
        ask("elsewhere.example.", Type.A);
        assertThat(metrics.report().samples())
                .extracting(sample -> sample.name() + " " + sample.count())
                .containsExactly(
                        new MetricName("dns.domain_query", List.of(new Label("node", "here")))
                                + " 2",
                        new MetricName("dns.ptr_query", List.of(new Label("node", "here"))) + " 1");
    }

    /** A resolver that says there is no such name. */
    private static Upstream nobodyKnows() {
        return (resolver, packet, tcp, timeout) -> {
            Message reply = new Message(packet);
            reply.getHeader().setFlag(Flags.QR);
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
            return reply.toWire();
        };
    }

    private static Message question(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
    }

    private static List<String> texts(Message message, int section) {
        return message.getSection(section).stream()
                .map(record -> record.toString().replaceAll("\\s+", "\t"))
                .toList();
    }
}
