/* refused: lab.h */
