package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.laws.Samples;
import java.util.List;

/// A receipt file and its bytes determine one another. The samples are short, since every value of every byte is tried;
/// the verifier's tests do the same with whole receipts.
class SignedReceiptFileTest implements CodecLaws<ReceiptFile> {
    @Override
    public List<ReceiptFile> samples() {
        Digest key = Samples.digest("key");
        Envelope envelope = new Envelope("t", Bytes.ofUtf8("payload"), key, Samples.signature("s"));
        LoggedEntry entry = new LoggedEntry(1, List.of(key), "e");
        Inclusion inclusion = new Inclusion("c\n", new BatchInclusion(entry, 0, List.of()), entry, entry, entry);
        return List.of(
                ReceiptFile.of(envelope).with(new Logged(inclusion, "list")),
                ReceiptFile.of(envelope)
                        .with(EvidenceItem.embedded("r", "d", Bytes.ofUtf8("blob")))
                        .with(new EvidenceItem("a", "s", key, 3, new EvidenceItem.Body.Elsewhere("x"))));
    }

    @Override
    public Bytes encode(ReceiptFile value) {
        return value.encode();
    }

    @Override
    public ReceiptFile decode(Bytes bytes) throws MalformedException {
        return ReceiptFile.decode(bytes);
    }
}
