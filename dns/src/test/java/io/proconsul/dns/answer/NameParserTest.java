package io.proconsul.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;

import org.junit.jupiter.api.Test;

class NameParserTest {
    private final NameParser parser = new NameParser(TestSettings.with("consul.", "alt.consul."));

    @Test
    void the_last_label_before_the_kind_is_the_service_and_the_rest_one_tag() {
        assertThat(parse("blue.green.Web.SERVICE.consul."))
                .isEqualTo(new Lookup.Service("web", "blue.green", "dc1", Lookup.Kind.PLAIN));
    }

    @Test
    void rfc_2782_names_carry_a_tag_unless_it_is_tcp() {
        assertThat(parse("_web._tcp.service.consul."))
                .isEqualTo(new Lookup.Service("web", "", "dc1", Lookup.Kind.PLAIN));
        assertThat(parse("_web._v1.service.dc9.consul."))
                .isEqualTo(new Lookup.Service("web", "v1", "dc9", Lookup.Kind.PLAIN));
    }

    @Test
    void without_a_kind_rfc_2782_names_work_for_srv_only() {
        var srv = new Question("_web._tcp.consul.", RecordType.SRV, 1);

        assertThat(parser.parse(srv))
                .isEqualTo(new Lookup.Service("web", "", "dc1", Lookup.Kind.PLAIN));
        assertThat(parse("_web._tcp.consul.")).isEqualTo(new Lookup.Nothing());
    }

    @Test
    void node_names_may_hold_dots_and_a_datacenter_may_follow_the_kind() {
        assertThat(parse("a.b.node.dc2.consul.")).isEqualTo(new Lookup.Node("a.b", "dc2"));
        assertThat(parse("a.node.dc1.extra.consul.")).isEqualTo(new Lookup.Nothing());
    }

    @Test
    void the_longer_of_two_domains_is_cut_off() {
        assertThat(parse("web.service.alt.consul."))
                .isEqualTo(new Lookup.Service("web", "", "dc1", Lookup.Kind.PLAIN));
    }

    @Test
    void addresses_answer_under_the_primary_domain() {
        assertThat(parse("0A010001.addr.dc1.alt.consul."))
                .isEqualTo(new Lookup.Address("0a010001", "0a010001.addr.dc1.consul."));
    }

    @Test
    void reverse_names_become_addresses() {
        assertThat(parse("1.0.1.10.in-addr.arpa.")).isEqualTo(new Lookup.Reverse("10.1.0.1"));
        assertThat(
                        parse(
                                "5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa."))
                .isEqualTo(new Lookup.Reverse("fd00::5"));
        assertThat(parse("nonsense.in-addr.arpa.")).isEqualTo(new Lookup.Nothing());
    }

    @Test
    void other_names_are_foreign() {
        assertThat(parse("www.example.com.")).isEqualTo(new Lookup.Foreign());
        assertThat(parse("notconsul.")).isEqualTo(new Lookup.Foreign());
        assertThat(parse("consul.")).isEqualTo(new Lookup.Nothing());
    }

    private Lookup parse(String name) {
        return parser.parse(new Question(name, RecordType.A, 1));
    }
}
