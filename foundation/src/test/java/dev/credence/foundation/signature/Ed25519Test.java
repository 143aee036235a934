package dev.credence.foundation.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.testkit.Seeded;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One honest signature and what each strict check refuses of it.
class Ed25519Test {
    private static final SecretKey SECRET = SecretKey.ofSeed(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    private static final PublicKey KEY = SECRET.publicKey();
    private static final Bytes MESSAGE = Bytes.ofUtf8("the answer");
    private static final Bytes SIGNATURE = SECRET.sign(MESSAGE);
    private static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    // RFC 8032 section 7.1: TEST 1, TEST 2, TEST 3, TEST SHA(abc).
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
                + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
                + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
                + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
    })
    void signsAsRfc8032Says(String seed, String key, String message, String signature) {
        SecretKey secret = SecretKey.ofSeed(hex(seed));
        assertThat(secret.publicKey().raw().hex()).isEqualTo(key);
        assertThat(secret.sign(hex(message)).hex()).isEqualTo(signature);
        assertThat(Ed25519.verify(secret.publicKey(), hex(message), hex(signature))).isTrue();
    }

    @Test
    void acceptsTheHonestSignature() {
        assertThat(Ed25519.judge(KEY, MESSAGE, SIGNATURE)).isEqualTo(Ed25519Verdict.VALID);
        assertThat(Ed25519.verify(KEY, MESSAGE, SIGNATURE)).isTrue();
    }

    @Test
    void signsAndVerifiesLikeTheJdk() {
        Seeded.check(20, (random, round) -> {
            byte[] seed = new byte[32];
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(seed);
            random.nextBytes(message);
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            signer.update(message);
            SecretKey secret = SecretKey.ofSeed(Bytes.of(seed));
            Bytes signature = secret.sign(Bytes.of(message));
            assertThat(signature).isEqualTo(Bytes.of(signer.sign()));
            assertThat(Ed25519.verify(secret.publicKey(), Bytes.of(message), signature)).isTrue();
        });
    }

    @Test
    void refusesEveryFlippedBitOfTheSignature() {
        for (int bit = 0; bit < 512; bit++) {
            assertThat(Ed25519.verify(KEY, MESSAGE, flip(SIGNATURE, bit))).as("bit " + bit).isFalse();
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheKeyAndOfTheMessage() {
        for (int bit = 0; bit < 256; bit++) {
            assertThat(Ed25519.verify(new PublicKey(flip(KEY.raw(), bit)), MESSAGE, SIGNATURE)).as("bit " + bit).isFalse();
        }
        for (int bit = 0; bit < 8 * MESSAGE.length(); bit++) {
            assertThat(Ed25519.judge(KEY, flip(MESSAGE, bit), SIGNATURE)).isEqualTo(Ed25519Verdict.EQUATION);
        }
    }

    @Test
    void refusesAnotherLength() {
        Bytes longer = Bytes.concat(SIGNATURE, Bytes.of(new byte[1]));
        assertThat(Ed25519.judge(KEY, MESSAGE, longer)).isEqualTo(Ed25519Verdict.SIGNATURE_LENGTH);
        assertThat(Ed25519.judge(KEY, MESSAGE, SIGNATURE.slice(0, 63))).isEqualTo(Ed25519Verdict.SIGNATURE_LENGTH);
        assertThat(Ed25519.judge(KEY, MESSAGE, Bytes.EMPTY)).isEqualTo(Ed25519Verdict.SIGNATURE_LENGTH);
    }

    @Test
    void refusesTheSecondSpellingOfS() {
        BigInteger s = littleEndian(SIGNATURE.slice(32, 64));
        Bytes second = Bytes.concat(SIGNATURE.slice(0, 32), littleEndian(s.add(L)));
        assertThat(Ed25519.judge(KEY, MESSAGE, second)).isEqualTo(Ed25519Verdict.S_OUT_OF_RANGE);
        Bytes exactlyL = Bytes.concat(SIGNATURE.slice(0, 32), littleEndian(L));
        assertThat(Ed25519.judge(KEY, MESSAGE, exactlyL)).isEqualTo(Ed25519Verdict.S_OUT_OF_RANGE);
        Bytes largest = Bytes.concat(SIGNATURE.slice(0, 32), littleEndian(L.subtract(BigInteger.ONE)));
        assertThat(Ed25519.judge(KEY, MESSAGE, largest)).isEqualTo(Ed25519Verdict.EQUATION);
    }

    // y = p, p + 1 and 2^255 - 1; y = 1 and y = p - 1 with the sign bit.
    @ParameterizedTest
    @CsvSource({
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    })
    void refusesEncodingsThatAreNotCanonical(String point) {
        assertThat(Ed25519.judge(new PublicKey(hex(point)), MESSAGE, SIGNATURE)).isEqualTo(Ed25519Verdict.KEY_NOT_CANONICAL);
        assertThat(Ed25519.judge(KEY, MESSAGE, withR(point))).isEqualTo(Ed25519Verdict.R_NOT_CANONICAL);
    }

    // The eight torsion points: the identity, (0, -1), the two of order 4, the four of order 8.
    @ParameterizedTest
    @CsvSource({
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
    })
    void refusesPointsOfSmallOrder(String point) {
        assertThat(Ed25519.judge(new PublicKey(hex(point)), MESSAGE, SIGNATURE)).isEqualTo(Ed25519Verdict.KEY_SMALL_ORDER);
        assertThat(Ed25519.judge(KEY, MESSAGE, withR(point))).isEqualTo(Ed25519Verdict.R_SMALL_ORDER);
        assertThat(Ed25519.isOfPrimeOrder(new PublicKey(hex(point)))).isFalse();
    }

    // y = 2 has no x.
    @Test
    void refusesWhatIsNoPointOfTheCurve() {
        String point = "0200000000000000000000000000000000000000000000000000000000000000";
        assertThat(Ed25519.judge(new PublicKey(hex(point)), MESSAGE, SIGNATURE)).isEqualTo(Ed25519Verdict.KEY_NOT_ON_CURVE);
        assertThat(Ed25519.judge(KEY, MESSAGE, withR(point))).isEqualTo(Ed25519Verdict.R_NOT_ON_CURVE);
        assertThat(Ed25519.isOfPrimeOrder(new PublicKey(hex(point)))).isFalse();
    }

    // The key of speccheck's case 4: a point of prime order plus one of order 8.
    @Test
    void tellsKeysOfMixedOrderFromHonestOnes() {
        assertThat(Ed25519.isOfPrimeOrder(KEY)).isTrue();
        PublicKey mixed = new PublicKey(hex("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d"));
        assertThat(Ed25519.isOfPrimeOrder(mixed)).isFalse();
    }

    @Test
    void aSecretKeyNeverPrintsItself() {
        assertThat(SECRET.toString()).doesNotContain("9d61b1").contains(KEY.id().hex().substring(0, 16));
        assertThat(SECRET.seed().hex()).startsWith("9d61b1");
    }

    @Test
    void keysHave32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicKey(Bytes.of(new byte[31])));
        assertThatIllegalArgumentException().isThrownBy(() -> SecretKey.ofSeed(Bytes.of(new byte[33])));
        assertThat(KEY.id().hex()).isEqualTo("21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9");
    }

    private static Bytes withR(String point) {
        return Bytes.concat(hex(point), SIGNATURE.slice(32, 64));
    }

    private static Bytes flip(Bytes bytes, int bit) {
        byte[] array = bytes.toArray();
        array[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.wrap(array);
    }

    private static BigInteger littleEndian(Bytes bytes) {
        byte[] reversed = new byte[bytes.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (byte) bytes.at(reversed.length - 1 - i);
        }
        return new BigInteger(1, reversed);
    }

    private static Bytes littleEndian(BigInteger number) {
        byte[] array = new byte[32];
        for (int i = 0; i < 32; i++) {
            array[i] = number.shiftRight(8 * i).byteValue();
        }
        return Bytes.wrap(array);
    }

    private static Bytes hex(String text) {
        return Bytes.wrap(HexFormat.of().parseHex(text));
    }
}
