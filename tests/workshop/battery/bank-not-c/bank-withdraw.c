/* refused: lab.h */
This is not C.
