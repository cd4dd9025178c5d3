package io.proconsul.rpc;

/**
 * A call failed. The text is an interface: on the wire there are no codes, and clients look for
 * parts of it (wire reference, section 6).
 */
public class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static final String NO_LEADER = "No cluster leader";
    public static final String NO_DATACENTER_PATH = "No path to datacenter";
    public static final String PERMISSION_DENIED = "Permission denied";
    public static final String ACL_NOT_FOUND = "ACL not found";
    public static final String ACL_DISABLED = "ACL support disabled";
    public static final String NOT_READY = "Not ready to serve consistent reads";

    public RpcException(String text) {
        super(text, null, false, false);
    }

    /** Whether the text says so, also behind what forwarding hops put in front. */
    public boolean says(String part) {
        String text = getMessage();
        return text != null && text.contains(part);
    }
}
