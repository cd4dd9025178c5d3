package io.proconsul.config.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code math} does to addresses. */
final class AddressMath {
    private AddressMath() {}

    static List<InterfaceAddress> apply(String operation, String value, List<InterfaceAddress> to)
            throws TemplateException {
        var results = new ArrayList<InterfaceAddress>();
        for (InterfaceAddress address : to) {
            results.add(address.with(apply(operation, value, address.network())));
        }
        return results;
    }

    private static IpNetwork apply(String operation, String value, IpNetwork network)
            throws TemplateException {
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "address" -> network.with(network.number().add(signed(operation, value)));
            case "network" -> network.with(inNetwork(network, signed(operation, value)));
            case "mask" -> masked(operation, value, network);
            default ->
                    throw new TemplateException(
                            "unsupported math operation: \"" + operation + "\"");
        };
    }

    /** Counts from the start of the network, or with a negative number back from its end. */
    private static BigInteger inNetwork(IpNetwork network, BigInteger steps) {
        BigInteger start = network.masked().number();
        BigInteger wrapped =
                steps.signum() < 0 ? network.hosts().add(BigInteger.ONE).add(steps) : steps;
        return start.add(wrapped.and(network.hosts()));
    }

    /** Keeps the first bits of the address; the network becomes that large if it was smaller. */
    private static IpNetwork masked(String operation, String value, IpNetwork network)
            throws TemplateException {
        int prefix = number(operation, value).intValue();
        if (prefix < 0 || prefix > network.bits()) {
            throw new TemplateException(
                    "parameter for operation \""
                            + operation
                            + "\" must be between 0 and "
                            + network.bits());
        }
        IpNetwork larger = new IpNetwork(network.address(), prefix).masked();
        return new IpNetwork(larger.address(), Math.min(prefix, network.prefix()));
    }

    private static BigInteger signed(String operation, String value) throws TemplateException {
        String bare = value.stripLeading();
        if (!bare.startsWith("+") && !bare.startsWith("-")) {
            throw new TemplateException(
                    "sign (+/-) is required for operation \"" + operation + "\"");
        }
        return number(operation, value);
    }

    private static BigInteger number(String operation, String value) throws TemplateException {
        try {
            return BigInteger.valueOf(Long.parseLong(value));
        } catch (NumberFormatException notANumber) {
            throw new TemplateException(
                    "unable to convert \""
                            + value
                            + "\" to int for operation \""
                            + operation
                            + "\"");
        }
    }
}
