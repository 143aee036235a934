package dev.credence.node.cli;

import dev.credence.client.Exchange;
import dev.credence.client.Receipt;
import dev.credence.node.asking.Asked;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.Path;

/// The three files that together can be verified by anyone.
final class ExchangeFiles {
    static final String REQUEST = "request.json";
    static final String ANSWER = "answer.json";
    static final String RECEIPT = "receipt.json";

    private ExchangeFiles() {}

    static void write(Disk disk, Path folder, Asked asked) throws IOException {
        write(disk, folder, asked.exchange(), asked.receipt());
    }

    static void write(Disk disk, Path folder, Exchange exchange, Receipt receipt) throws IOException {
        disk.createDirectories(folder);
        AtomicFile.write(disk, folder.resolve(REQUEST), exchange.request());
        AtomicFile.write(disk, folder.resolve(ANSWER), exchange.answer());
        AtomicFile.write(disk, folder.resolve(RECEIPT), receipt.file());
    }
}
