// The reference for the limit: attention with OpenBLAS for the products and an exp that the compiler vectorises.
// Compiled and called in-process by c-reference.ts; one thread. Every array is row-major.
#include <cblas.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// a block's scores stay in the second-level cache
enum { BLOCK = 128 };

void openblas_set_num_threads(int threads);

void attention_set_one_thread(void) { openblas_set_num_threads(1); }

// e^x = 2^i · e^f with |f| ≤ ln 2 / 2; a polynomial of degree 5 for e^f; for x ≤ 0
static inline float exponential(float x) {
	x = x < -87.0f ? -87.0f : x;
	float i = rintf(x * 1.44269504f);
	float f = x - i * 0.693359375f + i * 2.12194440e-4f;
	float p = 1.0f / 120.0f;
	p = p * f + 1.0f / 24.0f;
	p = p * f + 1.0f / 6.0f;
	p = p * f + 0.5f;
	p = p * f + 1.0f;
	p = p * f + 1.0f;
	int32_t power = ((int32_t)i + 127) << 23;
	float scale;
	memcpy(&scale, &power, 4);
	return p * scale;
}

// Softmax of one row in place; gives log Σ exp(x).
static float softmax_row(float *row, int columns) {
	float largest = -INFINITY;
	for (int j = 0; j < columns; j++) largest = row[j] > largest ? row[j] : largest;
	float sum = 0;
	for (int j = 0; j < columns; j++) {
		row[j] = exponential(row[j] - largest);
		sum += row[j];
	}
	float inverse = 1.0f / sum;
	for (int j = 0; j < columns; j++) row[j] *= inverse;
	return largest + logf(sum);
}

void attention_softmax(const float *x, float *out, int rows, int columns) {
	for (int i = 0; i < rows; i++) {
		memcpy(out + (size_t)i * columns, x + (size_t)i * columns, columns * sizeof(float));
		softmax_row(out + (size_t)i * columns, columns);
	}
}

static void product(int transposeA, int transposeB, int m, int n, int k, float scale, const float *a, int lda,
		const float *b, int ldb, float beta, float *out, int ldc) {
	cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
			m, n, k, scale, a, lda, b, ldb, beta, out, ldc);
}

// How many keys the queries of a block can see: all, or (causal) those up to the last query.
static int keys_of_block(int first, int size, int n, int causal) { return causal ? first + size : n; }

// q, k, v, out [n, d]; log_sum_exp [n]
void attention_forward(const float *q, const float *k, const float *v, float *out, float *log_sum_exp, int n, int d,
		int causal) {
	float *scores = aligned_alloc(64, (size_t)BLOCK * n * sizeof(float));
	float scale = 1.0f / sqrtf((float)d);
	for (int first = 0; first < n; first += BLOCK) {
		int size = n - first < BLOCK ? n - first : BLOCK;
		int keys = keys_of_block(first, size, n, causal);
		product(0, 1, size, keys, d, scale, q + (size_t)first * d, d, k, d, 0, scores, keys);
		for (int i = 0; i < size; i++) {
			float *row = scores + (size_t)i * keys;
			int visible = causal ? first + i + 1 : keys;
			log_sum_exp[first + i] = softmax_row(row, visible);
			memset(row + visible, 0, (keys - visible) * sizeof(float));
		}
		product(0, 0, size, d, keys, 1, scores, keys, v, d, 0, out + (size_t)first * d, d);
	}
	free(scores);
}

// dS = P ∘ (dO·Vᵀ − rowsum(dO ∘ O)); dQ = dS·K/√d, dK = dSᵀ·Q/√d, dV = Pᵀ·dO
void attention_backward(const float *q, const float *k, const float *v, const float *out, const float *log_sum_exp,
		const float *d_out, float *d_q, float *d_k, float *d_v, int n, int d) {
	float *weights = aligned_alloc(64, (size_t)BLOCK * n * sizeof(float));
	float *slopes = aligned_alloc(64, (size_t)BLOCK * n * sizeof(float));
	float scale = 1.0f / sqrtf((float)d);
	for (int first = 0; first < n; first += BLOCK) {
		int size = n - first < BLOCK ? n - first : BLOCK;
		const float *block_q = q + (size_t)first * d;
		const float *block_d_out = d_out + (size_t)first * d;
		product(0, 1, size, n, d, scale, block_q, d, k, d, 0, weights, n);
		product(0, 1, size, n, d, 1, block_d_out, d, v, d, 0, slopes, n);
		for (int i = 0; i < size; i++) {
			float *row = weights + (size_t)i * n;
			float *slope = slopes + (size_t)i * n;
			float log_sum = log_sum_exp[first + i];
			float pull = 0;
			for (int c = 0; c < d; c++) pull += block_d_out[i * d + c] * out[(size_t)(first + i) * d + c];
			for (int j = 0; j < n; j++) {
				row[j] = exponential(row[j] - log_sum);
				slope[j] = row[j] * (slope[j] - pull);
			}
		}
		product(0, 0, size, d, n, scale, slopes, n, k, d, 0, d_q + (size_t)first * d, d);
		float beta = first == 0 ? 0 : 1;
		product(1, 0, n, d, size, scale, slopes, n, block_q, d, beta, d_k, d);
		product(1, 0, n, d, size, 1, weights, n, block_d_out, d, beta, d_v, d);
	}
	free(weights);
	free(slopes);
}
