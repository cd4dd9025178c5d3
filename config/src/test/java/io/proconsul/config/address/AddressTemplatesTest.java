package io.proconsul.config.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.proconsul.config.address.InterfaceAddress.Flag;
import io.proconsul.runtime.disk.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

class AddressTemplatesTest {
    private final AddressTemplates templates =
            new AddressTemplates(
                    new FakeInterfaces()
                            .withLoopback()
                            .with("eth0", "172.17.0.2/16", "10.9.9.9/24", "fe80::2/64")
                            .with("eth1", "203.0.114.5/24", "192.168.7.1/30")
                            .with("down0", Set.of(), "10.200.0.1/8")
                            .withDefault("eth1"));

    static Stream<Arguments> expansions() {
        return Stream.of(
                arguments("127.0.0.1", "127.0.0.1"),
                arguments("{{ GetPrivateIP }}", "192.168.7.1"),
                arguments("{{ GetPublicIP }}", "203.0.114.5"),
                arguments("{{ GetPrivateIPs }}", "10.200.0.1 172.17.0.2 10.9.9.9 192.168.7.1"),
                arguments("{{ GetPublicIPs }}", "203.0.114.5"),
                arguments("{{ GetInterfaceIP \"lo\" }}", ""),
                arguments("{{ GetInterfaceIP \"eth0\" }}", "172.17.0.2"),
                arguments(
                        "{{ GetInterfaceIPs \"eth.\" }}",
                        "172.17.0.2 10.9.9.9 203.0.114.5 192.168.7.1 fe80::2"),
                arguments("{{ GetInterfaceIP `nope` }}", ""),
                arguments(
                        "{{GetAllInterfaces | include \"network\" \"127.0.0.0/8\" | limit 1 | attr"
                                + " \"address\"}}",
                        "127.0.0.1"),
                arguments(
                        "{{ GetPrivateInterfaces | include \"network\" \"172.17.0.0/16\" | attr"
                                + " \"address\" }}",
                        "172.17.0.2"),
                arguments(
                        "{{ GetDefaultInterfaces | join \"address\" \",\" }}",
                        "203.0.114.5,192.168.7.1"),
                arguments("{{ GetPublicInterfaces | join \"name\" \" \" }}", "eth1"),
                arguments(
                        "{{ GetAllInterfaces | exclude \"name\" \"eth|lo\" | join \"string\" \" \""
                                + " }}",
                        "10.200.0.1/8"),
                arguments(
                        "{{ GetAllInterfaces | include \"type\" \"ipv6\" | sort \"-address\" | join"
                                + " \"address\" \" \" }}",
                        "fe80::2 ::1"),
                arguments(
                        "{{ GetAllInterfaces | include \"rfc\" \"1918\" | sort \"+size,-name\" |"
                                + " join \"address\" \" \" }}",
                        "10.200.0.1 172.17.0.2 10.9.9.9 192.168.7.1"),
                arguments(
                        "{{ GetAllInterfaces | include \"flags\" \"loopback\" | attr \"flags\" }}",
                        "up|loopback"),
                arguments(
                        "{{ GetAllInterfaces | exclude \"flags\" \"up\" | attr \"name\" }}",
                        "down0"),
                arguments(
                        "{{ GetAllInterfaces | include \"size\" \"24\" | join \"address\" \" \" }}",
                        "10.9.9.9 203.0.114.5"),
                arguments(
                        "{{ GetAllInterfaces | include \"address\" \"^10\\\\.9\" | attr \"address\""
                                + " }}",
                        "10.9.9.9"),
                arguments(
                        "{{ GetAllInterfaces | unique \"name\" | join \"name\" \" \" }}",
                        "lo eth0 eth1 down0"),
                arguments("{{ GetAllInterfaces | offset -1 | attr \"name\" }}", "down0"),
                arguments(
                        "{{ GetAllInterfaces | offset 2 | limit 1 | attr \"netmask\" }}",
                        "255.255.0.0"),
                arguments(
                        "{{ GetAllInterfaces | include \"name\" \"eth0\" | math \"network\" \"+5\""
                                + " | limit 2 | join \"address\" \" \" }}",
                        "172.17.0.5 10.9.9.5"),
                arguments(
                        "{{ GetAllInterfaces | include \"name\" \"eth1\" | math \"network\" \"-1\""
                                + " | attr \"address\" }}",
                        "203.0.114.255"),
                arguments(
                        "{{ GetAllInterfaces | include \"name\" \"eth1\" | math \"address\" \"-5\""
                                + " | attr \"address\" }}",
                        "203.0.114.0"),
                arguments(
                        "{{ GetAllInterfaces | include \"name\" \"eth1\" | math \"mask\" \"16\" |"
                                + " attr \"string\" }}",
                        "203.0.0.0/16"),
                arguments("{{ len GetAllInterfaces }}", "8"),
                arguments("a{{- \" b \" -}} c {{/* no */}}d", "a b c d"),
                arguments(
                        "{{ with $x := GetInterfaceIP \"eth0\" }}{{ $x }}:{{ . }}{{ end }}",
                        "172.17.0.2:172.17.0.2"),
                arguments(
                        "{{ if eq GetPublicIP \"1.1.1.1\" }}a{{ else if GetPrivateIP }}b{{ else"
                                + " }}c{{ end }}",
                        "b"),
                arguments(
                        "{{ range $i, $a := . }}{{ if not $i }}{{ attr \"address\" $a }} {{ $a.Name"
                                + " }}{{ end }}{{ end }}",
                        "127.0.0.1 lo"),
                arguments(
                        "{{ range include \"name\" \"none\" . }}x{{ else }}none{{ end }}", "none"),
                arguments(
                        "{{ ( GetAllInterfaces | limit 1 ) | attr \"first_usable\" }}",
                        "127.0.0.1"));
    }

    @ParameterizedTest
    @MethodSource("expansions")
    void a_template_becomes_addresses(String template, String expanded) throws TemplateException {
        assertThat(templates.expand(template)).isEqualTo(expanded);
    }

    static Stream<Arguments> refusals() {
        String parse = "unable to parse template \"%s\": template: sockaddr.Parse:1: ";
        String execute = "unable to execute sockaddr input \"%s\": template: sockaddr.Parse:1:";
        return Stream.of(
                arguments("{{ Nope }}", parse + "function \"Nope\" not defined"),
                arguments("{{ GetPrivateIP", parse + "unclosed action"),
                arguments("{{ GetInterfaceIP \"x }}", parse + "unterminated quoted string"),
                arguments("{{ }}", parse + "missing value for command"),
                arguments("{{ end }}", parse + "unexpected {{end}}"),
                arguments("{{ if 1 }}", parse + "unexpected EOF"),
                arguments("{{ $x }}", parse + "undefined variable \"$x\""),
                arguments(
                        "{{ GetInterfaceIP }}",
                        execute
                                + "3: executing \"sockaddr.Parse\" at <GetInterfaceIP>: wrong"
                                + " number of args for GetInterfaceIP: want 1 got 0"),
                arguments(
                        "{{ GetAllInterfaces | include \"flags\" \"x\" }}",
                        execute
                                + "22: executing \"sockaddr.Parse\" at <include \"flags\""
                                + " \"x\">: error calling include: Unknown interface flag:"
                                + " \"x\""),
                arguments(
                        "{{ GetAllInterfaces | attr \"x\" }}",
                        execute
                                + "22: executing \"sockaddr.Parse\" at <attr \"x\">: error calling"
                                + " attr: unsupported attribute name \"x\""));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_wrong_template_is_refused_as_go_refuses_it(String template, String message) {
        assertThatThrownBy(() -> templates.expand(template))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message.replace("%s", template.replace("\"", "\\\"")));
    }

    @Test
    void interfaces_that_cannot_be_read_are_told() {
        var broken = new AddressTemplates(new FakeInterfaces().broken());
        assertThatThrownBy(() -> broken.expand("{{ GetPrivateIP }}"))
                .isInstanceOf(TemplateException.class)
                .hasMessage("unable to query interface addresses: no such device");
    }

    @Test
    void the_default_route_is_found_in_the_table() {
        String table = "Iface\tDestination\tGateway\neth1\t0011AC0A\t0\neth0\t00000000\t0101A8C0\n";
        assertThat(SystemInterfaces.defaultIn(table)).contains("eth0");
        assertThat(SystemInterfaces.defaultIn("Iface\tDestination\n")).isEmpty();
    }

    @Test
    void the_machine_we_run_on_has_a_loopback_address() throws Exception {
        var machine = new SystemInterfaces(Disk.system());
        assertThat(machine.addresses())
                .anyMatch(address ->
                        address.flags().contains(Flag.LOOPBACK)
                                && address.address().isLoopbackAddress());
    }

    @Test
    void random_templates_are_expanded_or_refused() {
        String[] words = {
            "{{",
            "}}",
            " ",
            "|",
            "(",
            ")",
            "\"x\"",
            "`",
            "\"",
            "-",
            "1",
            "-1",
            "$",
            "$x",
            ":=",
            ".",
            ".Name",
            "if",
            "end",
            "else",
            "range",
            "with",
            "GetAllInterfaces",
            "attr",
            "sort",
            "limit",
            "join",
            "include",
            "/*",
            "*/",
            "\n",
            "é"
        };
        int expanded = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder("{{");
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(words[random.nextInt(words.length)])
                        .append(random.nextBoolean() ? " " : "");
            }
            expanded += expandsOrRefuses(seed, text.append("}}").toString());
        }
        assertThat(expanded).isPositive();
    }

    private int expandsOrRefuses(long seed, String template) {
        try {
            templates.expand(template);
            return 1;
        } catch (TemplateException refused) {
            return 0;
        } catch (RuntimeException broken) {
            throw new AssertionError("seed " + seed + ": " + template, broken);
        }
    }
}
