"""Drives the unchanged tritonclient[http] against a gateway: one line a case, `ok NAME` or `FAIL NAME: why`.

Usage: python triton_contract.py HOST:PORT

Models that the gateway must serve: digits (FP32 image [-1,1,28,28] -> logits), and echoes y = x of open length:
half (FP16), text (BYTES), whole (INT64).
"""

import sys
import traceback

import numpy as np
import tritonclient.http as triton
from tritonclient.utils import InferenceServerException

PICTURE = ((np.arange(784) * 37) % 256 / 255).astype(np.float32).reshape(1, 1, 28, 28)


def given(name, array, datatype, binary=True):
    tensor = triton.InferInput(name, list(array.shape), datatype)
    tensor.set_data_from_numpy(array, binary_data=binary)
    return tensor


def wanted(name, binary=True):
    return triton.InferRequestedOutput(name, binary_data=binary)


def logits(client, binary_in=True, binary_out=True, **more):
    answer = client.infer(
        "digits",
        [given("image", PICTURE, "FP32", binary_in)],
        outputs=[wanted("logits", binary_out)],
        **more,
    )
    return answer, answer.as_numpy("logits")


def refused(call, status, *words):
    try:
        call()
    except InferenceServerException as problem:
        assert str(problem.status()) == str(status), f"status {problem.status()}, expected {status}: {problem}"
        for word in words:
            assert word in problem.message(), f"'{word}' is not in '{problem.message()}'"
        return
    raise AssertionError("expected a refusal, found an answer")


def server_is_live_and_ready(client):
    assert client.is_server_live()
    assert client.is_server_ready()


def model_is_ready_by_name_and_version(client):
    assert client.is_model_ready("digits")
    assert client.is_model_ready("digits", "1")
    assert not client.is_model_ready("digits", "9")
    assert not client.is_model_ready("nobody")


def server_metadata_names_the_binary_extension(client):
    metadata = client.get_server_metadata()
    assert metadata["name"] == "credence", metadata
    assert "binary_tensor_data" in metadata["extensions"], metadata


def model_metadata_has_inputs_and_outputs(client):
    metadata = client.get_model_metadata("digits", "1")
    assert metadata["name"] == "digits" and metadata["versions"] == ["1"], metadata
    assert metadata["inputs"] == [{"name": "image", "datatype": "FP32", "shape": [-1, 1, 28, 28]}], metadata
    assert metadata["outputs"][0]["name"] == "logits", metadata


def binary_tensors_both_ways(client):
    answer, numbers = logits(client)
    assert numbers.shape == (1, 10) and numbers.dtype == np.float32, numbers
    assert answer.get_response()["model_name"] == "digits"


def json_and_binary_give_the_same_bits(client):
    reference = logits(client)[1]
    for binary_in in (False, True):
        for binary_out in (False, True):
            numbers = logits(client, binary_in, binary_out)[1].astype(np.float32)
            assert np.array_equal(reference.view(np.uint32), numbers.view(np.uint32)), (binary_in, binary_out)


def no_named_output_means_all_of_them(client):
    answer = client.infer("digits", [given("image", PICTURE, "FP32")])
    assert answer.as_numpy("logits").shape == (1, 10)


def a_batch_is_a_batch(client):
    batch = np.concatenate([PICTURE, PICTURE[:, :, ::-1, :]])
    answer = client.infer("digits", [given("image", np.ascontiguousarray(batch), "FP32")])
    assert answer.as_numpy("logits").shape == (2, 10)
    assert np.array_equal(answer.as_numpy("logits")[:1], logits(client)[1])


def the_request_id_comes_back(client):
    answer, _ = logits(client, request_id="order-66")
    assert answer.get_response()["id"] == "order-66", answer.get_response()


def a_named_version_answers(client):
    answer, _ = logits(client, model_version="1")
    assert answer.get_response()["model_version"] == "1"


def every_answer_names_its_receipt(client):
    answer, _ = logits(client)
    credence = answer.get_response()["credence"]
    assert len(credence["receipt"]) == 32 and credence["status"] == "signed", credence


def parameters_that_are_honoured_reach_the_receipt(client):
    answer, _ = logits(client, parameters={"nonce": "000102030405060708090a0b0c0d0eff", "seed": 7, "model": "digits@1"})
    assert answer.as_numpy("logits").shape == (1, 10)


def a_policy_goes_in_a_header(client):
    answer, _ = logits(client, headers={"Credence-Policy": "require=replay; wait=evidence"})
    assert answer.get_response()["credence"]["status"] == "evidenced", answer.get_response()


def compressed_both_ways(client):
    reference = logits(client)[1]
    for coding in ("gzip", "deflate"):
        for binary in (True, False):
            numbers = logits(
                client, binary, binary, request_compression_algorithm=coding, response_compression_algorithm=coding
            )[1]
            assert np.array_equal(reference, numbers.astype(np.float32)), (coding, binary)


def asynchronous_requests(client):
    calls = [
        client.async_infer("digits", [given("image", PICTURE, "FP32")], outputs=[wanted("logits")]) for _ in range(8)
    ]
    reference = logits(client)[1]
    for call in calls:
        assert np.array_equal(reference, call.get_result().as_numpy("logits"))


def half_floats_in_binary(client):
    halves = np.array([0.0, -0.0, 1.5, 65504.0, 6e-8, np.inf, -np.inf], dtype=np.float16)
    answer = client.infer("half", [given("x", halves, "FP16")], outputs=[wanted("y")])
    assert np.array_equal(halves.view(np.uint16), answer.as_numpy("y").view(np.uint16)), answer.as_numpy("y")


def half_floats_have_no_form_in_json(client):
    halves = np.array([1.0], dtype=np.float16)
    refused(lambda: client.infer("half", [given("x", halves, "FP16")], outputs=[wanted("y", False)]), 400, "binary_data")


def text_in_binary_and_json(client):
    words = np.array(["Zürich", "", "receipt", "\u6570"], dtype=np.object_)
    expected = [word.encode() for word in words]
    for binary_in in (False, True):
        for binary_out in (False, True):
            answer = client.infer("text", [given("x", words, "BYTES", binary_in)], outputs=[wanted("y", binary_out)])
            found = [word if isinstance(word, bytes) else word.encode() for word in answer.as_numpy("y").tolist()]
            assert found == expected, (binary_in, binary_out, found)


def bytes_that_are_no_text(client):
    raw = np.array([b"\x00\xff\xfe"], dtype=np.object_)
    answer = None
    try:
        answer = client.infer("text", [given("x", raw, "BYTES")], outputs=[wanted("y")])
    except InferenceServerException as problem:
        assert str(problem.status()) == "400", problem
        assert "UTF-8" in problem.message(), problem
    if answer is not None:
        assert answer.as_numpy("y").tolist() == [b"\x00\xff\xfe"], answer.as_numpy("y")


def wide_integers(client):
    numbers = np.array([0, -1, 2**53 + 1, 2**63 - 1, -(2**63)], dtype=np.int64)
    for binary in (True, False):
        answer = client.infer("whole", [given("x", numbers, "INT64", binary)], outputs=[wanted("y", binary)])
        assert np.array_equal(answer.as_numpy("y"), numbers), (binary, answer.as_numpy("y"))


def unknown_model_or_version_is_404(client):
    refused(lambda: client.infer("nobody", [given("image", PICTURE, "FP32")]), 404, "nobody")
    refused(lambda: client.infer("digits", [given("image", PICTURE, "FP32")], model_version="9"), 404, "digits@9")
    refused(lambda: client.get_model_metadata("nobody"), 404, "nobody")


def wrong_shape_type_and_names_are_400(client):
    flat = PICTURE.reshape(1, 784)
    refused(lambda: client.infer("digits", [given("image", flat, "FP32")]), 400, "expected shape", "[1, 784]")
    wide = PICTURE.astype(np.float64)
    refused(lambda: client.infer("digits", [given("image", wide, "FP64")]), 400, "FP32", "FP64")
    refused(lambda: client.infer("digits", [given("picture", PICTURE, "FP32")]), 400, "picture", "image")
    refused(lambda: logits_named(client, "scores"), 400, "scores", "logits")


def logits_named(client, name):
    return client.infer("digits", [given("image", PICTURE, "FP32")], outputs=[wanted(name)])


def what_is_not_honoured_is_refused_by_name(client):
    refused(lambda: logits(client, parameters={"temperature": 1}), 400, "temperature")
    refused(lambda: logits(client, priority=3), 400, "priority")
    refused(lambda: logits(client, timeout=1000), 400, "timeout")
    refused(lambda: logits(client, sequence_id=5, sequence_start=True), 400, "sequence")
    outputs = [triton.InferRequestedOutput("logits", class_count=3)]
    refused(lambda: client.infer("digits", [given("image", PICTURE, "FP32")], outputs=outputs), 400, "classification")


CASES = [
    server_is_live_and_ready,
    model_is_ready_by_name_and_version,
    server_metadata_names_the_binary_extension,
    model_metadata_has_inputs_and_outputs,
    binary_tensors_both_ways,
    json_and_binary_give_the_same_bits,
    no_named_output_means_all_of_them,
    a_batch_is_a_batch,
    the_request_id_comes_back,
    a_named_version_answers,
    every_answer_names_its_receipt,
    parameters_that_are_honoured_reach_the_receipt,
    a_policy_goes_in_a_header,
    compressed_both_ways,
    asynchronous_requests,
    half_floats_in_binary,
    half_floats_have_no_form_in_json,
    text_in_binary_and_json,
    bytes_that_are_no_text,
    wide_integers,
    unknown_model_or_version_is_404,
    wrong_shape_type_and_names_are_400,
    what_is_not_honoured_is_refused_by_name,
]


def main():
    client = triton.InferenceServerClient(sys.argv[1], concurrency=4)
    failed = 0
    for case in CASES:
        name = case.__name__.replace("_", " ")
        try:
            case(client)
            print("ok " + name)
        except Exception as problem:  # a case that ends in any other way has failed too, and the others still run
            failed += 1
            where = traceback.extract_tb(problem.__traceback__)[-1]
            print(f"FAIL {name}: {type(problem).__name__} at line {where.lineno}: {problem}".replace("\n", " "))
    print(f"cases {len(CASES)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
