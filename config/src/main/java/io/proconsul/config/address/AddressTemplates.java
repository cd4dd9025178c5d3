package io.proconsul.config.address;

import java.io.IOException;
import java.util.List;

/** Expands templates with the addresses of a machine. Any thread. */
public final class AddressTemplates {
    private final AddressFunctions functions;

    public AddressTemplates(Interfaces interfaces) {
        functions = new AddressFunctions(interfaces);
    }

    /**
     * The text with every action replaced by its result. A text without actions is its own result.
     *
     * @throws TemplateException with Go's text
     */
    public String expand(String template) throws TemplateException {
        if (template.indexOf("{{") < 0) {
            return template;
        }
        var text = new TemplateText(template);
        List<TemplateNode> nodes = parse(template, text);
        List<InterfaceAddress> all = all();
        try {
            return new TemplateRun(text, functions, all).run(nodes, all);
        } catch (TemplateException cause) {
            throw new TemplateException(
                    "unable to execute sockaddr input \""
                            + quoted(template)
                            + "\": "
                            + cause.getMessage());
        }
    }

    private static List<TemplateNode> parse(String template, TemplateText text)
            throws TemplateException {
        try {
            return TemplateParser.parse(text);
        } catch (TemplateException cause) {
            throw new TemplateException(
                    "unable to parse template \"" + quoted(template) + "\": " + cause.getMessage());
        }
    }

    private List<InterfaceAddress> all() throws TemplateException {
        try {
            return functions.all();
        } catch (IOException unknown) {
            throw new TemplateException(
                    "unable to query interface addresses: " + unknown.getMessage());
        }
    }

    private static String quoted(String template) {
        return template.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }
}
