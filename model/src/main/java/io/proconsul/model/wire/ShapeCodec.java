package io.proconsul.model.wire;

import java.util.List;

/** The codec of a value that stands by itself and not in a record. */
final class ShapeCodec<T> implements ValueCodec<T> {
    static final ValueCodec<String> TEXT = new ShapeCodec<>(new Scalars.Text());
    static final ValueCodec<Boolean> BOOL = new ShapeCodec<>(new Scalars.Bool());
    static final ValueCodec<List<String>> TEXTS =
            new ShapeCodec<>(new Containers.ListOf<>(new Scalars.Text()));

    private final Shape<T> shape;

    private ShapeCodec(Shape<T> shape) {
        this.shape = shape;
    }

    @SuppressWarnings("unchecked") // the shape makes records of that class only
    static <E> ValueCodec<List<E>> list(Class<E> element) {
        return (ValueCodec<List<E>>)
                (ValueCodec<?>) new ShapeCodec<>(new Containers.ListOf<>(new RecordShape(element)));
    }

    @Override
    public byte[] encodeBehind(byte[] head, T value) {
        var out = new MsgpackWriter();
        out.encoded(head);
        shape.pack(value, out);
        return out.toByteArray();
    }

    @Override
    public T decode(byte[] bytes, int from, int length) throws WireException {
        var in = new MsgpackReader(bytes, from, length);
        T value = shape.unpackElement(in);
        if (in.remaining() > 0) {
            throw new WireException(
                    "a " + shape.goType() + " is followed by " + in.remaining() + " bytes more");
        }
        return value;
    }
}
