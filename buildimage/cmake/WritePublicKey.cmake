# cmake -DKEY=FILE.public -DDEVELOPMENT=0|1 -DOUT=FILE.c -P WritePublicKey.cmake: a public key as C source.
file(READ ${KEY} digits)
string(STRIP "${digits}" digits)
string(LENGTH "${digits}" length)
if(NOT length EQUAL 130 OR NOT digits MATCHES "^04[0-9a-f]+$")
  message(FATAL_ERROR "${KEY}: not a public key of 130 hexadecimal digits; make one with: buildimage keygen")
endif()
string(REGEX REPLACE "(..)" "0x\\1," bytes "${digits}")
file(WRITE ${OUT} "/* Made from the public key that certificates are checked against. */
extern const unsigned char bulkhead_public_key[65];
extern const unsigned char bulkhead_key_is_development;
const unsigned char bulkhead_public_key[65] = {${bytes}};
const unsigned char bulkhead_key_is_development = ${DEVELOPMENT};
")
