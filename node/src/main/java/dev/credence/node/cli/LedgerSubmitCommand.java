package dev.credence.node.cli;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.RemoteException;
import dev.credence.node.network.NetworkFile;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.Transaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `credence ledger submit`: any holder of a signed receipt puts its statement on the log.
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Puts the statement of a signed receipt on the log, whoever holds it; an operator cannot keep it off.",
        footer = {"", "Example:", "  credence ledger submit out/receipt.json --data .credence"})
final class LedgerSubmitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RECEIPT", description = "The receipt file.")
    private Path receipt;

    @Option(names = "--ledger", paramLabel = "URL", description = "The ledger (default: the network of --data).")
    private URI ledger;

    @Option(names = "--data", paramLabel = "DIR", description = "The local network's directory (default: .credence).")
    private Path data = Path.of(".credence");

    @Spec
    private CommandSpec spec;

    private final World world = new SystemWorld();

    LedgerSubmitCommand() {}

    @Override
    public Integer call() throws CommandException {
        Bytes envelope;
        try {
            ReceiptFile file = ReceiptFile.decode(AtomicFile.read(world.disk(), receipt, ReceiptFile.BYTES_MAX));
            envelope = JsonWriter.write(file.envelope().json());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(receipt, malformed);
        } catch (IOException failed) {
            throw CommandException.file(receipt, failed);
        }
        try {
            LedgerClient client = new LedgerClient(world.network(), ledger == null ? ledgerOfData() : ledger);
            SignedTransaction submission =
                    SignedTransaction.sign(client.status().network(), new Transaction.Submission(envelope));
            LedgerClient.Accepted accepted = client.submit(submission.bytes());
            Terminal.of(spec).line("block " + accepted.height() + ": " + accepted.detail());
            return ExitCode.OK;
        } catch (RemoteException refused) {
            throw CommandException.failed("the ledger refused it: " + refused.getMessage());
        } catch (MalformedException malformed) {
            throw CommandException.failed("the ledger's answer cannot be read: " + malformed.getMessage());
        } catch (IllegalArgumentException tooLarge) {
            throw CommandException.failed(receipt + ": " + tooLarge.getMessage());
        } catch (IOException failed) {
            throw CommandException.environment(failed.getMessage());
        }
    }

    private URI ledgerOfData() throws CommandException {
        Path file = data.resolve(NetworkFile.NAME);
        try {
            return URI.create(NetworkFile.decode(AtomicFile.read(world.disk(), file, NetworkFile.BYTES_MAX)).ledger());
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }
}
